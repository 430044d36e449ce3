"""A person who signs in."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from wenming.organisation.models import OrganisationOwned, Person


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
    password_changed_at = models.DateTimeField("密码改于", null=True, blank=True)
    one_time_until = models.DateTimeField("一次性密码有效至", null=True, blank=True)
    valid_until = models.DateField("账号有效至", null=True, blank=True)

    held: tuple[date, list[tuple[int, str, str, int | None]]] | None = None
    """The roles held on a day, where they were read together with the account (``queries.user_with_roles``)."""

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="account_list")]

    def __str__(self) -> str:
        return self.name

    @property
    def password_since(self) -> datetime:
        """From when the password's age counts."""
        return self.password_changed_at or self.created_at

    def is_open(self, on: date) -> bool:
        """Whether the account may be used on a day: neither closed nor past its last day."""
        return self.is_active and (self.valid_until is None or on <= self.valid_until)
