"""The record of what was done. Append-only; no foreign keys, so it never holds back or follows live data."""

from typing import Any, NoReturn

from django.db import models

CONTENT = (
    "organisation_id", "at", "actor_id", "actor_label", "kind", "object_type", "object_id", "object_label", "before",
    "after", "reason", "address",
)
"""The fields a seal covers; a new field of the entry belongs here, in a migration that begins a new algorithm name."""


def _never(*_: Any, **__: Any) -> NoReturn:
    raise TypeError("an audit entry is written once; only the sealer adds to it")


class AppendOnly(models.QuerySet):
    """Reads and new entries. What the sealer writes goes by ``wenming.audit.actions.sealing`` alone."""

    update = delete = bulk_update = update_or_create = _never


class AuditEntry(models.Model):
    """One act. ``position`` and ``digest`` are set by the sealer, within seconds, so that writers never queue."""

    organisation_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=60, blank=True)
    position = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=80, blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-at", "-id"], name="audit_in_time"),
            models.Index(fields=["organisation_id", "actor_id", "-at", "-id"], name="audit_of_actor"),
            models.Index(fields=["organisation_id", "kind", "-at", "-id"], name="audit_of_kind"),
            models.Index(fields=["organisation_id", "object_type", "object_id", "-id"], name="audit_of_object"),
            models.Index(fields=["organisation_id", "id"], condition=models.Q(position=None), name="audit_unsealed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "position"], name="audit_one_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.kind} {self.object_label}"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            _never()
        super().save(**{**options, "force_insert": True})

    delete = _never

    @property
    def content(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in CONTENT}


class Chain(models.Model):
    """The head of one organisation's chain: how many entries are sealed and the digest of the last."""

    organisation_id = models.BigIntegerField(unique=True)
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return "本单位操作日志"


class ChainCheck(models.Model):
    """One walk along the chain: up to which head, and what was found. Kept for ever, like the chain itself."""

    organisation_id = models.BigIntegerField()
    at = models.DateTimeField()
    asked_by_label = models.CharField(max_length=120)
    length = models.BigIntegerField()
    head = models.CharField(max_length=80, blank=True)
    fault_count = models.PositiveIntegerField()
    faults = models.JSONField(default=list, help_text="前面的若干处，每处一句话")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "-id"], name="chain_check_list")]

    def __str__(self) -> str:
        return f"第 1 至 {self.length} 条"


class Removal(models.Model):
    """Something taken away, with what it takes to bring it back; forgotten after thirty days.

    ``label`` is the sentence the record says it with.
    """

    organisation_id = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    held = models.JSONField(default=dict)
    by_id = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-id"], name="removal_list"),
            models.Index(fields=["organisation_id", "by_id", "-id"], name="removal_list_own"),
        ]

    def __str__(self) -> str:
        return self.label
