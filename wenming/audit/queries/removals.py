"""What was taken away and can be brought back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wenming.audit.models import Removal
from wenming.domain.authority import Role, Viewer


@dataclass(frozen=True, slots=True)
class RemovalLine:
    removal: Removal
    until: datetime


def removals_for(viewer: Viewer) -> QuerySet[Removal]:
    """The office sees what anyone of its organisation took away, everyone else their own."""
    rows = Removal.objects.filter(organisation_id=viewer.organisation_id)
    return rows if viewer.has(Role.OFFICE) else rows.filter(by_id=viewer.user_id)


def restorable(viewer: Viewer, *, at: datetime, held_for: timedelta) -> QuerySet[Removal]:
    return removals_for(viewer).filter(undone_at=None, at__gte=at - held_for)


def line_of(removal: Removal, held_for: timedelta) -> RemovalLine:
    return RemovalLine(removal, removal.at + held_for)
