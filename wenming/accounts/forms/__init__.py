"""One request's input about accounts."""

from .accounts import GrantForm, LastDayForm, OpenAccountForm
from .sign_in import ChangePasswordForm, CodeForm, SignInForm

__all__ = ["ChangePasswordForm", "CodeForm", "GrantForm", "LastDayForm", "OpenAccountForm", "SignInForm"]
