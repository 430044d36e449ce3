"""What should make somebody look again at evidence: never a refusal, answered with a reason or mended."""

from django.db import models
from django.db.models import Q

from wenming.domain.language.warnings import Kind as TextWarning
from wenming.organisation.models import OrganisationOwned

from .evidence import Evidence, EvidenceFile


class EvidenceWarning(OrganisationOwned):
    """``details`` is the sentence shown, with every number masked; ``about`` tells two of one kind apart.

    Found again with the same details it stays as it was answered; with others it stands open anew.
    """

    class Kind(models.TextChoices):
        ID_NUMBER = "id_number", "身份证号"
        PHONE = "phone", "手机号"
        BANK_CARD = "bank_card", "银行卡号"
        SECRECY = "secrecy", "密级字样"
        INTERNAL = "internal", "内部资料字样"

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="warnings")
    file = models.ForeignKey(EvidenceFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    about = models.CharField(max_length=80)
    details = models.CharField(max_length=400)
    found_at = models.DateTimeField()
    reason = models.CharField("说明", max_length=200, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "kind", "about"], name="evidence_warning_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="", reason="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(reason="")),
                name="evidence_warning_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.details

    @property
    def advice(self) -> str:
        """What to do about it."""
        return TextWarning(self.kind).advice

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
