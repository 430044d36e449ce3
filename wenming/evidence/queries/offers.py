"""What somebody handed to the contact of his unit, and where it stands."""

from wenming.domain.authority import Viewer
from wenming.evidence.models import Evidence

SHOWN = 10


def offers_of(viewer: Viewer) -> list[Evidence]:
    """The latest, the newest first."""
    mine = Evidence.objects.of(viewer.organisation_id).filter(offered_by=viewer.user_id)
    return list(mine.order_by("-pk")[:SHOWN])
