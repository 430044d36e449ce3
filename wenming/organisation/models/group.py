"""The leading group and its members, named or ex officio."""

from django.db import models

from .bodies import Unit, UnitSet
from .people import Person
from .tenancy import OrganisationOwned


class LeadingGroup(OrganisationOwned):
    name = models.CharField("名称", max_length=120)
    office_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办公室设在"
    )
    valid_from = models.DateField("成立日期", null=True, blank=True)
    valid_until = models.DateField("撤销日期", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class GroupMember(OrganisationOwned):
    """``ex_officio`` holds the phrase as printed (各处室、单位主要负责人); who that is, the posts on a date say."""

    class Role(models.TextChoices):
        HEAD = "head", "组长"
        DEPUTY_HEAD = "deputy_head", "副组长"
        MEMBER = "member", "成员"
        OFFICE = "campaign_office", "办公室成员"

    group = models.ForeignKey(LeadingGroup, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=16, choices=Role)
    name = models.CharField("姓名", max_length=60, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ex_officio = models.CharField("按职务参加", max_length=80, blank=True)
    unit_set = models.ForeignKey(UnitSet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") | ~models.Q(ex_officio=""), name="group_member_is_someone"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.ex_officio
