"""Accounts, what they may do and from when to when, and forms already submitted."""

from .grants import Grant
from .sent_forms import SentForm
from .users import User, UserManager

__all__ = ["Grant", "SentForm", "User", "UserManager"]
