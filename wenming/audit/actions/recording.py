"""Recording what was done: the entry, then whoever listens, in the transaction of the verb that calls this."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from wenming.audit.models import AuditEntry
from wenming.audit.registry import Happened, Kind, listeners
from wenming.domain.authority import Viewer
from wenming.shell import once
from wenming.shell.origin import current_address


def record(
    kind: Kind, *, by: Viewer, at: datetime, on: models.Model,
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None, reason: str = "",
) -> AuditEntry:
    """Write one entry and announce it. Must be called inside the verb's own transaction.

    ``before`` and ``after`` hold the fields that matter, JSON values only. Of a sensitive field they hold True for
    "it changed", never the value. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind.code} recorded outside a transaction")
    entry = AuditEntry.objects.create(
        organisation_id=by.organisation_id, at=at, actor_id=by.user_id, actor_label=by.name[:120], kind=kind.code,
        object_type=on._meta.label_lower,
        object_id=on.pk, object_label=str(on)[:200], before=before or {}, after=after or {}, reason=reason[:500],
        address=current_address(),
    )
    once.acted()
    happened = Happened(kind, by, at, on, before or {}, after or {}, reason)
    for listener in listeners(kind.code):
        listener(happened)
    return entry
