"""One piece of evidence serves many tasks, duties and slots; each such service is a citation."""

from typing import Any

from django.db import models
from django.db.models import Q

from wenming.organisation.models import OrganisationOwned, Unit
from wenming.plan.models import Duty, Task, TaskSlot
from wenming.standard.models import MaterialSlot

from .evidence import Evidence


class Citation(OrganisationOwned):
    """Cites for exactly one of a task, a duty or a slot. ``reuse_of`` names the first citation of the same evidence.

    ``unit`` is who answers with it: two units may answer with the evidence of an event they held together.
    ``served_task`` is the task cited, or the one the duty or the slot belongs to for good; None for a slot of no task.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="citations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    slot = models.ForeignKey(MaterialSlot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    served_task = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reuse_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "served_task", "evidence"], name="citation_of_task"),
            models.Index(fields=["organisation", "slot", "evidence"], name="citation_of_slot"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False, duty=None, slot=None)
                | Q(task=None, duty__isnull=False, slot=None)
                | Q(task=None, duty=None, slot__isnull=False),
                name="citation_of_one_thing",
            ),
            models.UniqueConstraint(fields=["evidence", "task"], condition=~Q(task=None), name="citation_task_once"),
            models.UniqueConstraint(fields=["evidence", "duty"], condition=~Q(duty=None), name="citation_duty_once"),
            models.UniqueConstraint(
                fields=["evidence", "slot", "unit"], condition=~Q(slot=None), name="citation_slot_once_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.task or self.duty or self.slot}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.served_task_id is None:
            self.served_task_id = self.task_id or self._task_behind()
        super().save(*args, **kwargs)

    def _task_behind(self) -> int | None:
        """The task of the duty or the slot that is cited."""
        if self.duty_id:
            return self.duty.task_id
        return TaskSlot.objects.filter(slot_id=self.slot_id).values_list("task_id", flat=True).first()
