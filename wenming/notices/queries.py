"""Named reads of notices: always one person's, in one organisation."""

from django.db.models import QuerySet

from wenming.domain.authority import Viewer

from .models import Notice


def notices_to(viewer: Viewer, *, unread: bool = False) -> QuerySet[Notice]:
    rows = Notice.objects.of(viewer.organisation_id).filter(to_id=viewer.user_id)
    return rows.filter(read_at=None) if unread else rows


def unread_count(viewer: Viewer) -> int:
    return notices_to(viewer, unread=True).order_by().count()
