"""What was taken away can be brought back for thirty days, by one mechanism for all rooms.

The verb that removes something calls ``hold`` in its transaction with what it takes to restore it; its room registers
the restoring verb with ``registry.restores``. Restoring is an act of its own: checked, refused where things moved on,
recorded.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from wenming.audit.models import AuditEntry, Removal
from wenming.audit.queries import sentence
from wenming.audit.registry import restorer_of
from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken
from wenming.shell import undoable

HELD_FOR = timedelta(days=30)


def hold(entry: AuditEntry, **held: Any) -> Removal:
    """Keep what restores the act of ``entry``: JSON values, ids and fields. The page that tells of it offers 撤销."""
    removal = Removal.objects.create(
        organisation_id=entry.organisation_id, kind=entry.kind, label=sentence(entry)[:200], held=held,
        by_id=entry.actor_id, by_label=entry.actor_label, at=entry.at,
    )
    undoable.offer(removal.pk)
    return removal


@transaction.atomic
def undo(*, removal: Removal, by: Viewer, at: datetime) -> Removal:
    """Bring it back, whole or not at all. Raises what its room refuses: ChangedMeanwhile where things moved on."""
    removal = Removal.objects.select_for_update().get(pk=removal.pk)
    if removal.undone_at:
        raise RuleBroken(f"这一步已由{removal.undone_by_label}撤销过了，没有再办。")
    if at > removal.at + HELD_FOR:
        raise RuleBroken(f"已过 {HELD_FOR.days} 天，不能再恢复。需要的话请重新办理。")
    restorer_of(removal.kind)(removal.held, by=by, at=at)
    removal.undone_at, removal.undone_by_label = at, by.name[:120]
    removal.save(update_fields=["undone_at", "undone_by_label"])
    return removal


def let_go(*, at: datetime) -> int:
    """Forget what can no longer be restored; returns how many. The record keeps that it was removed."""
    return Removal.objects.filter(at__lt=at - HELD_FOR).delete()[0]
