"""The lines of an edition, at any depth, and the material each demands."""

from django.db import models

from wenming.domain.standard.nodes import Material

from .editions import Edition, PartOfEdition
from .slots import MaterialSlot


class Indicator(PartOfEdition):
    """One line. ``key`` is its place among its siblings from the root down (3.1.2): codes may be missing or repeat.

    ``position`` counts the lines of the whole edition in the order of the document, from 1.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(help_text="从 0 数起")
    key = models.CharField(max_length=200)
    code = models.CharField("编号", max_length=60, blank=True)
    name = models.TextField("内容")
    text = models.TextField("原文", blank=True)
    max_score = models.DecimalField("分值", max_digits=14, decimal_places=4, null=True, blank=True)
    cap = models.DecimalField("封顶", max_digits=14, decimal_places=4, null=True, blank=True)
    weight = models.DecimalField("权数", max_digits=14, decimal_places=4, null=True, blank=True)
    bonus = models.BooleanField("加分项", default=False)
    rule = models.JSONField("计分规则", default=dict, help_text="wenming.domain.standard.rules")
    methods = models.JSONField("测评方法", default=list)
    levels = models.JSONField("适用的荣誉层级", default=list)
    properties = models.JSONField("适用的单位性质", default=list)
    row = models.PositiveIntegerField("原表第几行", default=0)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["organisation", "edition", "position"], name="indicator_list")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="indicator_position_once"),
            models.UniqueConstraint(fields=["edition", "key"], name="indicator_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name[:40]}".strip()


class IndicatorSlot(PartOfEdition):
    """Material an indicator demands; ``material`` says it in the words of the field, the slot what can be checked."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="slots")
    slot = models.OneToOneField(MaterialSlot, on_delete=models.PROTECT, related_name="+")
    material = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Material])
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["indicator", "position"], name="indicator_slot_once")]

    def __str__(self) -> str:
        return f"{self.get_material_display()}"
