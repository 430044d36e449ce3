"""A published standard and its editions. A standard is replaced every few years: each edition is kept as it was."""

from django.db import models

from wenming.filestore.models import StoredFile
from wenming.organisation.models import Freezable, OrganisationOwned, PartOfFreezable, Versioned


class Standard(OrganisationOwned):
    title = models.CharField("名称", max_length=200)
    issuer = models.CharField("发布单位", max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="standard_title_once")]

    def __str__(self) -> str:
        return self.title


class Edition(Freezable, OrganisationOwned, Versioned):
    """What one document says. While PROPOSED its lines are put right; FROZEN, it and its lines never change."""

    class State(models.TextChoices):
        READING = "reading", "正在读入"
        UNREADABLE = "unreadable", "没有读成"
        PROPOSED = "proposed", "核对中"
        FROZEN = "frozen", "已定版"
        DISCARDED = "discarded", "已放弃"

    class Completeness(models.TextChoices):
        COMPLETE = "complete", "完整"
        PARTIAL = "partial", "部分"
        OUTLINE = "outline", "只有纲目"
        RULES_ONLY = "rules-only", "只有规则"

    frozen_sentence = "这一版已经定版，内容不再改动。要改，请另存新的一版。"

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField("版次", max_length=40, help_text="年份或版次，如 2017")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    completeness = models.CharField("完整程度", max_length=10, choices=Completeness, default=Completeness.COMPLETE)
    source_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_note = models.CharField("来源", max_length=300, blank=True)
    failure = models.CharField("为什么没有读成", max_length=300, blank=True)
    declared_total = models.DecimalField("满分", max_digits=14, decimal_places=4, null=True, blank=True)
    pass_mark = models.DecimalField("合格线", max_digits=14, decimal_places=4, null=True, blank=True)
    statement_limit = models.PositiveIntegerField("每条说明的字数上限", null=True, blank=True)
    level_names = models.JSONField("各层名称", default=list)
    honour_levels = models.JSONField("荣誉层级", default=list)
    components = models.JSONField("总分的组成", default=list, help_text="[名称, 分值] 的列表")
    layouts = models.JSONField("各列是什么", default=list, help_text="每张表一份（wenming.domain.standard.layouts）")
    counts = models.JSONField(default=list, help_text="每层有几条")
    job_id = models.BigIntegerField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=60, blank=True)
    uploaded_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=60, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="edition_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "standard", "label"], name="edition_label_once",
                condition=~models.Q(state__in=["discarded", "unreadable"]),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="frozen") | models.Q(frozen_at__isnull=False), name="frozen_edition_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard}（{self.label}）"


class PartOfEdition(PartOfFreezable):
    """A row of an edition: changed only while the edition is put right."""

    whole = "edition"

    class Meta:
        abstract = True


class VetoLine(PartOfEdition):
    """One line of the negative list (负面清单): beside the score, never inside it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="vetoes")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("内容")
    months = models.PositiveSmallIntegerField("回溯几个月", default=0)
    since = models.DateField("自何日起", null=True, blank=True)
    subject = models.CharField("涉及谁", max_length=120, blank=True)
    certified_by = models.CharField("由谁证明", max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="veto_position_once")]

    def __str__(self) -> str:
        return self.text[:40]
