"""An edition held for a change: locked, this person's to put right, and as the page showed it."""

from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile
from wenming.standard import access
from wenming.standard.models import Edition


def held(edition: Edition, by: Viewer, *, version: int | None = None) -> Edition:
    """Raises what ``access.check_may_correct`` does, and ChangedMeanwhile where it is no longer ``version``."""
    found = Edition.objects.select_for_update().select_related("standard").get(pk=edition.pk)
    access.check_may_correct(by, found)
    if version is not None and found.version != version:
        raise ChangedMeanwhile("这一版刚被别人改过，您的改动还没有保存。请看过现在的内容再提交。")
    return found
