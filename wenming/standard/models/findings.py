"""What does not fit together in an edition: found by the reader or the reconciliation, decided by a person."""

from django.db import models

from .editions import Edition, PartOfEdition
from .indicators import Indicator


class EditionFinding(PartOfEdition):
    """``gone``: a correction took its cause away. A decision is kept with who decided, when and why."""

    class State(models.TextChoices):
        OPEN = "open", "待核对"
        KEPT = "kept", "照原文保留"
        CORRECTED = "corrected", "已更正"
        GONE = "gone", "已不存在"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="findings")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=24, help_text="wenming.domain.standard.findings")
    message = models.TextField("哪里对不上")
    read = models.BooleanField("读文件时发现", default=True, help_text="否则由各行核对得出，改对了自己消失")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    note = models.CharField("怎样处理", max_length=300, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["organisation", "edition", "state"], name="edition_finding_list")]

    def __str__(self) -> str:
        return self.message
