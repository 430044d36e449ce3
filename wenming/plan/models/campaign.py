"""The campaign and its phases. A phase may lie in the past when the plan is read in."""

from django.db import models
from django.db.models import F, Q

from wenming.domain.plan.schedule import Window
from wenming.organisation.models import OrganisationOwned, Versioned


class Campaign(OrganisationOwned):
    class State(models.TextChoices):
        PREPARING = "preparing", "筹备"
        OPEN = "open", "开展中"
        CLOSED = "closed", "已结束"

    name = models.CharField("名称", max_length=200)
    honour = models.CharField("创建目标称号", max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARING)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-id"], name="campaign_list")]

    def __str__(self) -> str:
        return self.name


class Phase(OrganisationOwned, Versioned):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField("名称", max_length=80)
    slug = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField("开始", null=True, blank=True)
    ends_on = models.DateField("结束", null=True, blank=True)
    text = models.TextField("原文", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="phase_position_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="phase_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def window(self) -> Window:
        return Window(self.name, self.starts_on, self.ends_on)
