"""Evidence belongs to the organisation, not to a campaign: filed once, cited wherever it serves."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from wenming.accounts.models import User
from wenming.domain.evidence.filing import doubted_words, is_late
from wenming.domain.evidence.kinds import Kind, kind_of
from wenming.domain.evidence.packs import CHOICES
from wenming.domain.evidence.review import CHAIN
from wenming.domain.evidence.review import Stage as ReviewStage
from wenming.domain.files.names import clean_name
from wenming.evidence.errors import UploadTimeIsFixed
from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned, Unit, Versioned
from wenming.organisation.models.tenancy import OrganisationQuerySet

from .pack import Disclosure, EventPack

SAID = ("title", "place", "people", "caption", "event_on", "disclosure")
"""What is said of the event, and frozen with a revision."""


class EvidenceQuerySet(OrganisationQuerySet):
    def update(self, **values: Any) -> int:
        if "uploaded_at" in values:
            raise UploadTimeIsFixed
        return super().update(**values)


class Evidence(OrganisationOwned, Versioned):
    """What was filed, about which event. ``uploaded_at`` never changes once written (domain.md 11.3).

    ``state`` says whether it counts, ``stage`` whose turn it is (``domain.evidence.review``). Once ``accepted``, what
    is said here and the current revision stand still; what the unit mends is ``proposed``, a revision that waits.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", "文件"
        PICTURE = "picture", "图片"
        VIDEO = "video", "音视频"
        TABLE = "table", "表格、名册"
        LINK = "link", "网页链接"
        MIXED = "mixed", "综合"

    class State(models.TextChoices):
        FILED = "filed", "已归集"
        DRAFT = "draft", "草稿"
        RETURNED = "returned", "已退回"
        WITHDRAWN = "withdrawn", "已撤回"

    Disclosure = Disclosure

    class Stage(models.TextChoices):
        DRAFT = ReviewStage.DRAFT.value, ReviewStage.DRAFT.label
        HEAD = ReviewStage.HEAD.value, ReviewStage.HEAD.label
        LEAD = ReviewStage.LEAD.value, ReviewStage.LEAD.label
        OFFICE = ReviewStage.OFFICE.value, ReviewStage.OFFICE.label
        ACCEPTED = ReviewStage.ACCEPTED.value, ReviewStage.ACCEPTED.label
        RETURNED = ReviewStage.RETURNED.value, ReviewStage.RETURNED.label
        WITHDRAWN = ReviewStage.WITHDRAWN.value, ReviewStage.WITHDRAWN.label


    pack = models.ForeignKey(EventPack, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    pack_part = models.CharField("材料包中的部分", max_length=12, choices=CHOICES, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="报送单位")
    title = models.CharField("题名", max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.FILED)
    stage = models.CharField("审核", max_length=10, choices=Stage, default=Stage.OFFICE)
    accepted = models.BooleanField("已认定", default=False)
    proposed = models.ForeignKey("EvidenceRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    event_on = models.DateField("活动日期")
    captured_at = models.DateTimeField("拍摄时间", null=True, blank=True)
    uploaded_at = models.DateTimeField("上传时间", editable=False)
    uploaded_by = models.CharField("上传人", max_length=60)
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    late_reason = models.CharField("补录原因", max_length=200, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    people = models.CharField("人物", max_length=200, blank=True)
    caption = models.CharField("说明", max_length=1000, blank=True)
    disclosure = models.CharField("公开范围", max_length=10, choices=Disclosure, default=Disclosure.INTERNAL)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "-event_on", "-id"], name="evidence_ledger"),
            models.Index(fields=["organisation", "unit", "-event_on", "-id"], name="evidence_of_unit"),
            models.Index(fields=["organisation", "stage", "unit"], name="evidence_whose_turn"),
            models.Index(
                fields=["organisation", "-event_on", "-id"], condition=models.Q(accepted=True),
                name="evidence_accepted_ledger",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pack=None, pack_part="") | (models.Q(pack__isnull=False) & ~models.Q(pack_part="")),
                name="evidence_part_of_a_pack",
            ),
            models.CheckConstraint(
                condition=models.Q(state="withdrawn", stage="withdrawn") | models.Q(state="draft", stage="draft")
                | models.Q(state="returned", stage="returned", accepted=False)
                | models.Q(state="filed", stage="returned", accepted=True)
                | models.Q(state="filed", stage="accepted", accepted=True)
                | models.Q(state="filed", stage__in=[one.value for one in CHAIN]),
                name="evidence_state_fits_stage",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed=None) | models.Q(accepted=True), name="evidence_proposed_after_acceptance"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        loaded = super().from_db(db, field_names, values)
        loaded.first_uploaded_at = loaded.__dict__.get("uploaded_at")
        return loaded

    def save(self, *args: Any, **kwargs: Any) -> None:
        first = getattr(self, "first_uploaded_at", None)
        if first is not None and self.uploaded_at != first:
            raise UploadTimeIsFixed
        super().save(*args, **kwargs)
        self.first_uploaded_at = self.uploaded_at

    @property
    def said(self) -> dict[str, str]:
        """What it says of the event, as a revision keeps it."""
        return {name: str(getattr(self, name)) for name in SAID}

    @property
    def said_now(self) -> dict[str, str]:
        """The same of the revision under review."""
        return self.proposed.said if self.proposed else self.said

    @property
    def under_review(self) -> "EvidenceRevision":
        """The one that is proposed, or the one in use where none is."""
        return self.proposed or self.revisions.get(is_current=True)

    @property
    def is_withheld(self) -> bool:
        return self.disclosure == self.Disclosure.WITHHELD

    @property
    def is_late(self) -> bool:
        return is_late(self.event_on, timezone.localdate(self.uploaded_at))


class EvidenceRevision(OrganisationOwned):
    """All files of the evidence at one time. Adding files makes the next revision; earlier ones stay as they were.

    ``said`` is what was said of the event when the revision was accepted or proposed; empty where that may still be
    mended on the evidence itself. What is accepted is never written again.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    said = models.JSONField("说明", default=dict, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_revision_once"),
            models.UniqueConstraint(
                fields=["evidence"], condition=models.Q(is_current=True), name="evidence_one_current_revision"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by="")
                | (models.Q(accepted_at__isnull=False) & ~models.Q(accepted_by="")),
                name="evidence_revision_accepted_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} 第 {self.number} 稿"


class EvidenceFile(OrganisationOwned):
    """One file of a revision, in order; ``name`` is the name it came with."""

    revision = models.ForeignKey(EvidenceRevision, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=255)
    page = models.CharField("页码", max_length=20, blank=True)
    captured_at = models.DateTimeField("拍摄时间", null=True, blank=True)
    doubted_on = models.DateField("相机记错的日期", null=True, blank=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["organisation", "stored"], name="evidence_file_same")]
        constraints = [models.UniqueConstraint(fields=["revision", "sequence"], name="evidence_file_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def clock_note(self) -> str:
        """What to know about a day the camera wrote that cannot be, or ""."""
        return doubted_words(self.doubted_on) if self.doubted_on else ""

    @property
    def shown_name(self) -> str:
        return clean_name(self.name)

    @property
    def kind(self) -> Kind:
        return kind_of(self.stored.media_type)

    @property
    def unopenable(self) -> bool:
        return self.stored.unopenable
