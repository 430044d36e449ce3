"""Accounts, what they may do and from when to when, how they sign in, forms not yet sent and already sent."""

from .drafts import Draft
from .grants import Grant
from .passwords import UsedPassword
from .reviews import AccountReview, AccountReviewLine
from .second_factors import RecoveryCode, SecondFactor
from .sent_forms import SentForm
from .sign_ins import FailedSignIn, SignIn
from .users import User, UserManager

__all__ = [
    "AccountReview", "AccountReviewLine", "Draft", "FailedSignIn", "Grant", "RecoveryCode", "SecondFactor", "SentForm",
    "SignIn", "UsedPassword", "User", "UserManager",
]
