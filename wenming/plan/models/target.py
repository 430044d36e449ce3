"""Figures to reach, and dated measurements of them. Verdicts are drawn from exact fractions, never stored."""

from fractions import Fraction

from django.db import models
from django.db.models import Q

from wenming.domain.plan.targets import Figure, Goal
from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned

from .task import Task


class Target(OrganisationOwned):
    """``value_numerator / value_denominator`` is the figure wanted: 30 % is 30/100, 4 times is 4/1."""

    class Comparison(models.TextChoices):
        AT_LEAST = ">=", "≥"
        AT_MOST = "<=", "≤"
        EQUAL = "=", "="

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="targets")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField("原文", max_length=300)
    comparison = models.CharField("比较", max_length=2, choices=Comparison)
    value_numerator = models.BigIntegerField()
    value_denominator = models.BigIntegerField(default=1)
    unit = models.CharField("单位", max_length=20, blank=True)
    numerator_population = models.CharField("分子是谁", max_length=120, blank=True)
    denominator_population = models.CharField("分母是谁", max_length=120, blank=True)
    filter = models.JSONField("口径", default=dict)
    metric = models.CharField(max_length=80, blank=True)
    spans = models.JSONField(default=list)
    closed_on = models.DateField("停用日期", null=True, blank=True, help_text="修订后的方案不再有这个目标")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=Q(value_denominator__gt=0), name="target_value_is_a_number")]

    def __str__(self) -> str:
        return self.text

    @property
    def goal(self) -> Goal:
        return Goal(self.comparison, Fraction(self.value_numerator, self.value_denominator), self.unit)

    @property
    def is_ratio(self) -> bool:
        return self.goal.is_ratio


class FormerValue(OrganisationOwned):
    """What a target wanted before a revision changed its figure; it held up to and including ``until``."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="former_values")
    until = models.DateField("沿用至")
    text = models.CharField("原文", max_length=300)
    value_numerator = models.BigIntegerField()
    value_denominator = models.BigIntegerField(default=1)

    class Meta:
        ordering = ["-until", "-id"]
        indexes = [models.Index(fields=["organisation", "target", "-until"], name="former_value_of_target")]

    def __str__(self) -> str:
        return self.text


class Measurement(OrganisationOwned):
    class Source(models.TextChoices):
        HAND = "hand", "填报"
        METRIC = "metric", "名册计算"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="measurements")
    as_of = models.DateField("截至")
    numerator = models.BigIntegerField("分子")
    denominator = models.BigIntegerField("分母", null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.HAND)
    exclusions = models.CharField("不计入的人与理由", max_length=300, blank=True)
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-as_of", "-id"]
        indexes = [models.Index(fields=["organisation", "target", "-as_of", "-id"], name="measurement_of_target")]
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__gte=0) & (Q(denominator=None) | Q(denominator__gte=0)),
                name="measurement_not_negative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.as_of}"

    @property
    def figure(self) -> Figure:
        return Figure(self.numerator, self.denominator)
