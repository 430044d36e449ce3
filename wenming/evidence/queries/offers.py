"""What somebody handed to the contact of his unit, and where it stands."""

from django.db.models import QuerySet

from wenming.domain.authority import Viewer
from wenming.evidence.models import Evidence

SHOWN = 10


def offered_by(organisation_id: int, user_id: int | None) -> QuerySet[Evidence]:
    """The newest first."""
    return Evidence.objects.of(organisation_id).filter(offered_by=user_id).order_by("-pk")


def offers_of(viewer: Viewer) -> list[Evidence]:
    """The latest."""
    return list(offered_by(viewer.organisation_id, viewer.user_id)[:SHOWN])
