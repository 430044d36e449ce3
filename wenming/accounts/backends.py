"""Who may be signed in at all."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from .models import User


class OpenAccounts(ModelBackend):
    """Django's own check of the password; an account that is closed or past its last day is out at the next click."""

    def user_can_authenticate(self, user: User) -> bool:
        return user.is_open(timezone.localdate())
