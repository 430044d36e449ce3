"""Accounts, what they may do and from when to when, and forms already submitted."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from wenming.domain.authority import Role
from wenming.organisation.models import OrganisationOwned, Person, Unit


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(OrganisationOwned, AbstractBaseUser):
    """A person who signs in. ``organisation`` is the body that opened the account and keeps it (password, closing);
    what the person may do, there or in another body of the installation, say the grants.
    """

    username = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="account_list")]

    def __str__(self) -> str:
        return self.name


class Grant(OrganisationOwned):
    """A role from a day to a day, both included. ``withdrawn_at`` ends it at once, on the very day it was given too."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField("角色", max_length=16, choices=[(role.value, role.label) for role in Role])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField("自")
    valid_until = models.DateField("至", null=True, blank=True)
    withdrawn_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "role", "unit"], name="grant_of_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role", "valid_from"],
                condition=models.Q(unit=None, withdrawn_at=None),
                name="grant_once_for_all",
            ),
            models.UniqueConstraint(
                fields=["organisation", "user", "role", "unit", "valid_from"],
                condition=~models.Q(unit=None) & models.Q(withdrawn_at=None),
                name="grant_once_of_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="grant_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}：{Role(self.role).label}"

    @property
    def label(self) -> str:
        """The role as people say it, with its unit: 税政法规处联络员."""
        return f"{self.unit or ''}{Role(self.role).label}"

    def is_in_force(self, day: date) -> bool:
        """For a row at hand, today or later; the same rule for many rows is ``queries.grants_on``."""
        return self.withdrawn_at is None and self.valid_from <= day <= (self.valid_until or day)


class SentForm(models.Model):
    """A form that was sent, by the token it carried: the second click on a button finds the first one here."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    at = models.DateTimeField()
    location = models.CharField(max_length=500, blank=True)
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="sent_form_once")]
        indexes = [models.Index(fields=["at"], name="sent_form_age")]

    def __str__(self) -> str:
        return self.token
