"""One request's input about accounts."""

from .accounts import GrantForm, LastDayForm, OpenAccountForm
from .sign_in import ChangePasswordForm, SignInForm

__all__ = ["ChangePasswordForm", "GrantForm", "LastDayForm", "OpenAccountForm", "SignInForm"]
