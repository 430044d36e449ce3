"""One request's input about accounts."""

from .accounts import GrantForm, OpenAccountForm
from .sign_in import ChangePasswordForm, SignInForm

__all__ = ["ChangePasswordForm", "GrantForm", "OpenAccountForm", "SignInForm"]
