"""A notice is its receiver's alone."""

from wenming.domain.authority import Viewer
from wenming.domain.errors import NotFound

from .models import Notice
from .queries import notices_to


def notice_for(viewer: Viewer, notice_id: int) -> Notice:
    found = notices_to(viewer).filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found
