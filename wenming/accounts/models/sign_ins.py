"""Sign-ins: those that failed, for the lock-out, and those that succeeded, each with its session."""

from django.db import models

from wenming.domain.lockout import spoken_name
from wenming.organisation.models import OrganisationOwned

from .users import User


class FailedSignIn(models.Model):
    """A try that failed, or one that is being checked right now; forgotten after ``lockout.KEPT_FOR``.

    ``username`` is the name tried as ``lockout.counted_name`` counts it, whether such an account exists or not: the
    lock tells nobody which. ``address`` likewise.
    """

    username = models.CharField(max_length=60)
    address = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"], name="failed_of_name"),
            models.Index(fields=["address", "at"], name="failed_of_address"),
            models.Index(fields=["at"], name="failed_age"),
        ]

    def __str__(self) -> str:
        return spoken_name(self.username)


class SignIn(OrganisationOwned):
    """A sign-in that succeeded, of the body that keeps the account. It lives as long as its row in the session table
    does; ``ended_at`` says that somebody ended it, ``ended_by`` who."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40)
    at = models.DateTimeField("登录时间")
    address = models.CharField("网络地址", max_length=60, blank=True)
    browser = models.CharField("浏览器", max_length=60, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_by = models.CharField("谁结束的", max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="sign_in_list"),
            models.Index(fields=["organisation", "user", "-id"], name="sign_in_of_user"),
            models.Index(fields=["organisation", "session_key"], name="sign_in_of_session"),
            models.Index(fields=["organisation", "at"], name="sign_in_age"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
