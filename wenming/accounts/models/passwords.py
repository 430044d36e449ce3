"""Passwords used before, as hashes, so that they are not used again."""

from django.db import models

from .users import User


class UsedPassword(models.Model):
    """One of the last few passwords of an account; older ones are forgotten."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="used_passwords")
    hash = models.CharField(max_length=128)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"
