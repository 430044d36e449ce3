"""The public body, its units of every kind, what they are also called, and named sets of them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from .tenancy import OrganisationOwned, OrganisationQuerySet, Versioned


class Organisation(models.Model):
    """The tenant. ``superior`` is another tenant on the same installation, or none."""

    name = models.CharField("全称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=60)
    nature = models.CharField("性质", max_length=60, blank=True, help_text="党政机关、事业单位、企业、人民团体……")
    honour_level = models.CharField("现有荣誉", max_length=60, blank=True)
    superior = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="inferiors")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.short_name


class UnitQuerySet(OrganisationQuerySet):
    def valid_on(self, day: date) -> Self:
        """Units that exist on ``day``; both ends of validity are included."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
        )


class Unit(OrganisationOwned, Versioned):
    class Kind(models.TextChoices):
        DIVISION = "division", "处室"
        INSTITUTION = "institution", "所属单位"
        PARTY_AND_MASS = "party_and_mass", "党群组织"
        TASK_FORCE = "task_force", "专班、工作队"
        ASSOCIATION = "association", "协会、兴趣小组"

    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=16, choices=Kind, default=Kind.DIVISION)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField("排序", default=0)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_until = models.DateField("撤销日期", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["organisation", "position", "id"], name="unit_list")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="unit_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitAlias(OrganisationOwned):
    """Another name of a unit as documents print it (厅团委 = 团委)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("别名", max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="unit_alias_once")]

    def __str__(self) -> str:
        return self.name


class UnitSet(OrganisationOwned):
    """A named collective: 各处室、单位 is ALL and follows the roster; a LISTED one names its members."""

    class Kind(models.TextChoices):
        ALL = "all", "全部处室、单位"
        LISTED = "listed", "逐个列出"

    name = models.CharField("名称", max_length=80)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LISTED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="unit_set_once")]

    def __str__(self) -> str:
        return self.name


class UnitSetMember(OrganisationOwned):
    unit_set = models.ForeignKey(UnitSet, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_set", "unit"], name="unit_set_member_once")]

    def __str__(self) -> str:
        return f"{self.unit_set}：{self.unit}"
