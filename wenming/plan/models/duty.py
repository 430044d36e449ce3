"""A duty is one unit's share of a task or of one of its work items; its concrete plan is made of milestones."""

from typing import Any

from django.db import models
from django.db.models import Q

from wenming.organisation.models import OrganisationOwned, Unit, Versioned

from .task import Assignment, Task, WorkItem


class ShareOfTask:
    """How a duty is named: by its task, or by the work item it is a share of."""

    task: Any
    work_item: Any

    @property
    def named(self) -> str:
        """任务 13, or 任务 13-2 for a share of its second work item."""
        return f"{self.task}-{self.work_item.position}" if self.work_item else str(self.task)

    @property
    def short_number(self) -> str:
        number: str = (self.work_item or self.task).short_number
        return number

    @property
    def title(self) -> str:
        """What is to be done."""
        words: str = self.work_item.text if self.work_item else self.task.title
        return words


class Duty(ShareOfTask, OrganisationOwned, Versioned):
    class State(models.TextChoices):
        SENT = "sent", "待签收"
        RECEIVED = "received", "已签收"
        WITHDRAWN = "withdrawn", "已撤销"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="duties")
    work_item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="duties")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Assignment.Role)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    acceptance_note = models.CharField("工作标准", max_length=500, blank=True)
    deadline = models.DateField("完成时限", null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=60, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    withdrawn_because = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "unit", "state", "deadline"], name="duty_of_unit"),
            models.Index(fields=["organisation", "task", "id"], name="duty_of_task"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "task", "unit"], condition=Q(work_item=None), name="duty_one_per_unit"
            ),
            models.UniqueConstraint(
                fields=["organisation", "work_item", "unit"], condition=~Q(work_item=None),
                name="duty_one_per_unit_of_item",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_at__isnull=False), name="received_means_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named}·{self.unit}"


class ConcretePlan(OrganisationOwned, Versioned):
    """具体计划 of a lead unit for its duty: drafted, submitted, then accepted or returned by the office."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        SUBMITTED = "submitted", "待审核"
        ACCEPTED = "accepted", "已同意"
        RETURNED = "returned", "已退回"

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="concrete_plan")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.duty}实施方案"


class Milestone(OrganisationOwned):
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones")
    work_item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones")
    title = models.CharField("做什么", max_length=120)
    due_on = models.DateField("时间节点")
    owner = models.CharField("责任人", max_length=60, blank=True)
    acceptance_note = models.CharField("完成标准", max_length=300, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["organisation", "duty", "due_on"], name="milestone_of_duty")]
        constraints = [
            models.CheckConstraint(
                condition=Q(duty__isnull=False, work_item=None) | Q(duty=None, work_item__isnull=False),
                name="milestone_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.title
