"""What an account may do, from when to when."""

from datetime import date

from django.db import models

from wenming.domain.authority import Role
from wenming.organisation.models import OrganisationOwned, Unit

from .users import User


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
