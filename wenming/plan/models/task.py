"""A task keeps its identity through all revisions; who leads and who answers for it; what material it demands."""

from django.db import models
from django.db.models import Q

from wenming.organisation.models import OrganisationOwned, Unit, UnitSet, Versioned
from wenming.standard.models import MaterialSlot

from .campaign import Campaign


class Task(OrganisationOwned):
    """Identity only. ``number`` and ``title`` are copied from the revision in force, for lists."""

    class State(models.TextChoices):
        OPEN = "open", "开展中"
        WITHDRAWN = "withdrawn", "已撤销"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    position = models.PositiveSmallIntegerField(default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=300)
    area_name = models.CharField("所属部分", max_length=200, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    withdrawn_because = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["organisation", "campaign", "position"], name="task_list")]
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="task_key_once")]

    def __str__(self) -> str:
        return f"任务 {self.short_number}" if self.number else self.title

    @property
    def short_number(self) -> str:
        """The number without its mark: 11、 → 11."""
        return self.number.strip("、.．()（） ") or str(self.position)


class WorkItem(OrganisationOwned, Versioned):
    """Part of a task's sentence with its own owners and dates. ``position`` names it for good: 13-2. ``seen_revision``
    is the number of the plan's revision the office had before it when it last saved the item."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="work_items")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("内容")
    acceptance_note = models.CharField("工作标准", max_length=500, blank=True)
    deadline = models.DateField("完成时限", null=True, blank=True)
    seen_revision = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_on = models.DateField("停办日期", null=True, blank=True)
    closed_because = models.CharField("停办原因", max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["organisation", "task", "position"], name="work_item_of_task")]
        constraints = [models.UniqueConstraint(fields=["task", "position"], name="work_item_position_once")]

    def __str__(self) -> str:
        return f"子任务 {self.short_number} {self.text[:20]}"

    @property
    def short_number(self) -> str:
        return f"{self.task.short_number}-{self.position}"


class Assignment(OrganisationOwned):
    """A unit, or a set of units, leads or answers for a task. ``phrase`` is what the document prints."""

    class Role(models.TextChoices):
        LEAD = "lead", "牵头"
        RESPONSIBLE = "responsible", "责任"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assignments")
    work_item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    role = models.CharField(max_length=12, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_set = models.ForeignKey(UnitSet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    phrase = models.CharField("原文", max_length=120)
    resolved = models.BooleanField("已明确到单位", default=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True, help_text="修订后的方案不再这样写")

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(unit=None) | Q(unit_set=None), name="assignment_unit_or_set"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.phrase}"


class AssignmentMember(OrganisationOwned):
    """The units an assignment comes down to, as resolved when it was expanded."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "unit"], name="assignment_member_once")]

    def __str__(self) -> str:
        return str(self.unit)


class TaskSlot(OrganisationOwned, Versioned):
    """A material slot a task carries: ``of_each_unit`` asks every unit for it, otherwise the task as a whole; with a
    ``work_item`` the units of that item, or the item."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="task_slots")
    work_item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="task_slots")
    slot = models.OneToOneField(MaterialSlot, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    of_each_unit = models.BooleanField("每个单位各一份", default=False)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["organisation", "task", "position"], name="task_slot_list")]

    def __str__(self) -> str:
        return str(self.slot)
