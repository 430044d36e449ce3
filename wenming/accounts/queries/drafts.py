"""What someone left unsent in a form, and who else is at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wenming.accounts.models import Draft
from wenming.domain.authority import Viewer

AT_WORK = timedelta(minutes=10)
"""Whoever typed within this time is taken to be at the form still."""


@dataclass(slots=True)
class DraftStanding:
    """One form: the viewer's own draft, and the others who are at it with when they began."""

    path: str
    own: Draft | None = None
    others: list[tuple[str, datetime]] = field(default_factory=list)


def drafts_standing(viewer: Viewer, paths: Sequence[str], *, at: datetime) -> list[DraftStanding]:
    """One query however many forms and people."""
    standing = {path: DraftStanding(path) for path in paths}
    rows = Draft.objects.of(viewer.organisation_id).filter(path__in=list(standing)).select_related("user")
    for draft in rows.order_by("begun_at", "pk"):
        if draft.user_id == viewer.user_id:
            standing[draft.path].own = draft
        elif draft.saved_at >= at - AT_WORK:
            standing[draft.path].others.append((draft.user.name, draft.begun_at))
    return list(standing.values())
