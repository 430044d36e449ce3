"""How much there is, counted as it is written: pages show these numbers, however long the ledger has become.

``actions.tallying`` alone writes these rows, in the transaction of the verb that changed the evidence.
"""

from django.db import models

from wenming.organisation.models import OrganisationOwned, Unit
from wenming.plan.models import Task
from wenming.standard.models import MaterialSlot

from .evidence import Evidence

ACCEPTED = "accepted"
"""The state of a further tally: of what is filed, what is accepted as well."""


class Tally(OrganisationOwned):
    """``number`` of what the other columns say; where it falls to nought the row goes."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField(default=0)

    class Meta:
        abstract = True


class EvidenceTally(Tally):
    """``withheld`` tells what only some may see from the rest; what is accepted is counted a second time as such."""

    state = models.CharField(max_length=10, choices=[*Evidence.State.choices, (ACCEPTED, "已认定")])
    withheld = models.BooleanField()

    class Meta:
        abstract = True


class MonthTally(EvidenceTally):
    """Pieces of evidence of one unit by the month of their event; ``month`` is its first day."""

    month = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "state", "unit", "withheld", "month"], name="month_tally_once",
            )
        ]
        indexes = [  # they hold the number too: the sums are read from the index alone, in its order
            models.Index(fields=["organisation", "state", "month", "number"], name="month_tally_by_month"),
            models.Index(fields=["organisation", "state", "unit", "number"], name="month_tally_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}：{self.number}"


class TaskTally(EvidenceTally):
    """Pieces of evidence of one unit that serve a task, each once, however they serve it."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "state", "task", "unit", "withheld"], name="task_tally_once",
            )
        ]
        indexes = [models.Index(fields=["organisation", "state", "task", "number"], name="task_tally_by_task")]

    def __str__(self) -> str:
        return f"{self.task}：{self.number}"


class SlotTally(Tally):
    """What a unit has answered a demand with, as ``domain.evidence.slots.counted`` counts it."""

    slot = models.ForeignKey(MaterialSlot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "slot", "unit"], name="slot_tally_once")]

    def __str__(self) -> str:
        return f"{self.slot}：{self.number}"
