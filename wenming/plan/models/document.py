"""The plan as a document: one work plan, its revisions, and the text each task has in each revision."""

from django.db import models

from wenming.filestore.models import StoredFile
from wenming.organisation.models import Freezable, OrganisationOwned, PartOfFreezable, Versioned

from .campaign import Campaign
from .task import Task


class WorkPlan(OrganisationOwned):
    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="work_plan")
    title = models.CharField("标题", max_length=200)

    def __str__(self) -> str:
        return self.title


class PlanRevision(Freezable, OrganisationOwned, Versioned):
    """A reading of one document. While PROPOSED, ``draft`` is corrected; FROZEN, it and its rows never change."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "校核中"
        FROZEN = "frozen", "已冻结"
        DISCARDED = "discarded", "已放弃"

    class Disclosure(models.TextChoices):
        PROACTIVE = "proactive", "主动公开"
        ON_REQUEST = "on_request", "依申请公开"
        WITHHELD = "withheld", "不予公开"

    frozen_sentence = "方案已经冻结，内容不再改动。要改，请导入修订后的方案。"

    work_plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("版次", default=1)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    source_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_lines = models.JSONField(default=list, help_text="原文各行：行号、页码、文字")
    draft = models.JSONField(default=dict, help_text="读出并校核的方案（wenming.domain.plan.draft）")
    answers = models.JSONField(default=dict, help_text="各处疑点由谁怎样答复")
    issuer = models.CharField("发文单位", max_length=120, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    disclosure = models.CharField("公开选项", max_length=12, choices=Disclosure, default=Disclosure.WITHHELD)
    read_at = models.DateTimeField()
    approved_by = models.CharField("审定机构", max_length=120, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["work_plan", "number"], condition=~models.Q(state="discarded"), name="revision_number_once"
            ),
            models.UniqueConstraint(
                fields=["work_plan"], condition=models.Q(state="proposed"), name="one_proposal_of_a_plan"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="frozen")
                | (models.Q(approved_on__isnull=False) & ~models.Q(approved_by="") & models.Q(frozen_at__isnull=False)),
                name="frozen_means_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_plan} 第 {self.number} 版"

    @property
    def is_revised(self) -> bool:
        """Whether it follows another one in force, not the first document of its plan."""
        return self.number > 1


class ProposalStep(OrganisationOwned):
    """One step of correction with what it overwrote, so that the office can go back step by step to the reading.

    ``undone``: it was taken back and may be done again until something else is done; ``undo`` then leads forward.
    """

    revision = models.ForeignKey(PlanRevision, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField("第几步")
    said = models.CharField("做了什么", max_length=200)
    by = models.CharField("由谁", max_length=60)
    at = models.DateTimeField()
    undo = models.JSONField(help_text="被改掉的部分（wenming.domain.plan.correct_steps）")
    undone = models.BooleanField("已撤销", default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["revision", "number"], name="proposal_step_once")]

    def __str__(self) -> str:
        return self.said


class PartOfRevision(PartOfFreezable):
    """A row made when its revision was frozen: written once, in bulk, and never changed."""

    whole = "revision"

    class Meta:
        abstract = True


class Area(PartOfRevision):
    """One of the headings the tasks stand under."""

    revision = models.ForeignKey(PlanRevision, on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    name = models.CharField("名称", max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="area_position_once")]

    def __str__(self) -> str:
        return f"{self.number}{self.name}"


class Clause(PartOfRevision):
    """A part of the plan that is not a task: guiding idea, aims, measures."""

    class Kind(models.TextChoices):
        PREAMBLE = "preamble", "前言"
        GUIDING_IDEA = "guiding_idea", "指导思想"
        AIM = "aim", "创建目标"
        MEASURE = "measure", "工作措施"
        OTHER = "other", "其他"

    revision = models.ForeignKey(PlanRevision, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    spans = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.heading or self.text[:20]


class TaskText(PartOfRevision):
    """What one revision says about one task, and where in the source it says it."""

    revision = models.ForeignKey(PlanRevision, on_delete=models.CASCADE, related_name="task_texts")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="texts")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="task_texts")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=300)
    text = models.TextField("原文")
    spans = models.JSONField(default=list, help_text="[行号, 起, 止, 种类] 的列表")
    confidence = models.FloatField(default=1.0)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["organisation", "revision", "position"], name="task_text_list")]
        constraints = [
            models.UniqueConstraint(fields=["revision", "task"], name="task_text_once"),
            models.UniqueConstraint(fields=["revision", "position"], name="task_text_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.title}"
