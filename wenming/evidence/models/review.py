"""The steps a piece of evidence has taken: by whom, as whom, when, and why it came back."""

from django.db import models
from django.db.models import Q

from wenming.domain.evidence.review import ACTS, PARTIES, REASONS
from wenming.organisation.models import OrganisationOwned

from .evidence import Evidence


class ReviewStep(OrganisationOwned):
    """``revision`` is the number of the one that was judged, ``stage`` where the evidence stood afterwards."""

    Act = models.TextChoices("Act", {one.name: (one.value, label) for one, label in ACTS.items()})
    Party = models.TextChoices("Party", {one.name: (one.value, label) for one, label in PARTIES.items()})
    Reason = models.TextChoices("Reason", {one.name: (one.value, label) for one, label in REASONS.items()})

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="steps")
    revision = models.PositiveSmallIntegerField(default=1)
    act = models.CharField(max_length=10, choices=Act)
    party = models.CharField(max_length=10, choices=Party)
    stage = models.CharField(max_length=10, choices=Evidence.Stage)
    code = models.CharField("退回原因", max_length=12, choices=Reason, blank=True)
    words = models.CharField("退回说明", max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(act="return") & ~Q(code="")) | (~Q(act="return") & Q(code="", words="")),
                name="review_step_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.made_by} {self.get_act_display()}"
