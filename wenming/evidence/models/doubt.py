"""What a photograph leaves in doubt, and what the office found: told to the reviewer, never a refusal."""

from django.db import models

from wenming.domain.evidence.honesty import Doubt, changed_words
from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned

from .evidence import Evidence


class PictureDoubt(OrganisationOwned):
    """Of one picture of a piece of evidence: against a picture of an ``other`` piece filed before, or its own date."""

    class Kind(models.TextChoices):
        SAME = Doubt.SAME.value, "与其他佐证的照片相似"
        BURST = Doubt.BURST.value, "与其他活动同一组连拍"
        DATE = Doubt.DATE.value, "拍摄时间与活动日期不符"

    class Answer(models.TextChoices):
        OPEN = "", "待核对"
        SAME_EVENT = "same_event", "同一活动，正常"
        CHECKED = "checked", "已核实"
        REPLACE = "replace", "需更换"

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="doubts")
    kind = models.CharField(max_length=6, choices=Kind)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    other_stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    is_mirrored = models.BooleanField(default=False)
    is_cropped = models.BooleanField(default=False)
    days = models.PositiveIntegerField(default=0, help_text="拍摄时间与活动日期相差几天")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "answer", "evidence"], name="picture_doubt_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "stored", "other", "other_stored"], name="picture_doubt_once"
            ),
            models.UniqueConstraint(
                fields=["evidence", "stored"], condition=models.Q(other=None), name="picture_doubt_of_date_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="date", other=None, other_stored=None)
                | ~models.Q(kind="date") & models.Q(other__isnull=False, other_stored__isnull=False),
                name="picture_doubt_against_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}：{self.get_kind_display()}"

    @property
    def changed(self) -> str:
        return changed_words(is_mirrored=self.is_mirrored, is_cropped=self.is_cropped)
