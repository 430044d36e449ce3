"""Texts people are asked to agree to, and who agreed to which version, when, until when."""

from django.db import models

from wenming.accounts.models import User
from wenming.domain.personal.consents import Purpose
from wenming.organisation.models import OrganisationOwned, Person


class ConsentText(OrganisationOwned):
    """A version is never changed: a new one is published, and consent to the earlier one no longer counts."""

    purpose = models.CharField("用途", max_length=24, choices=[(one.value, one.label) for one in Purpose])
    number = models.PositiveIntegerField("版本")
    text = models.TextField("正文")
    published_at = models.DateTimeField("发布时间")
    published_by = models.CharField("发布人", max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "purpose", "number"], name="consent_text_once"),
        ]

    def __str__(self) -> str:
        return f"《{self.get_purpose_display()}》同意书第 {self.number} 版"


class Consent(OrganisationOwned):
    """Given by the person at the screen (``user``), or on paper and entered by another (``recorded_by``, ``proof``)."""

    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField("同意时间")
    recorded_by = models.CharField("代录人", max_length=60, blank=True)
    proof = models.CharField("书面凭据", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_by = models.CharField("办理撤回的人", max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "person"], name="consent_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(person__isnull=False), name="consent_of_somebody"
            ),
            models.UniqueConstraint(fields=["organisation", "text", "user"], name="consent_once_of_user",
                                    condition=models.Q(withdrawn_at=None, user__isnull=False)),
            models.UniqueConstraint(fields=["organisation", "text", "person"], name="consent_once_of_person",
                                    condition=models.Q(withdrawn_at=None, person__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.user}同意{self.text}"
