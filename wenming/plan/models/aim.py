"""An aim of the plan and the tasks the office has confirmed to serve it."""

from django.db import models

from wenming.organisation.models import OrganisationOwned, Versioned

from .campaign import Campaign
from .task import Task


class Aim(OrganisationOwned, Versioned):
    """Kept by its words, not by its clause: a revision that repeats the words keeps what was confirmed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="aims")
    text = models.CharField("创建目标", max_length=500)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "campaign", "text"], name="aim_once")]

    def __str__(self) -> str:
        return self.text


class AimTask(OrganisationOwned):
    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="served_by")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "aim", "task"], name="aim_task_once")]

    def __str__(self) -> str:
        return f"{self.aim}：{self.task}"
