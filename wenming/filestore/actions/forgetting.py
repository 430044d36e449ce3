"""Letting a file go that nobody needs: its row at once, its bytes by a job that looks again first.

The bytes are set aside before the look, so that nobody who keeps the same content meanwhile is left with a row and no
bytes: either the job sees his row and puts them back, or he sees them gone and lays his own (``storing.store``).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from wenming.domain.authority import Viewer
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import is_named
from wenming.jobs.actions import enqueue

from . import blobs

REMOVE_BYTES = "filestore.remove_bytes"


@transaction.atomic
def forget(*, file: StoredFile, by: Viewer, at: datetime) -> bool:
    """Take ``file`` out, its smaller pictures too; False, and nothing done, where a row of any room refers to it.

    The caller has let go of it before, in the same transaction.
    """
    keys = [file.key, *file.renditions.values_list("key", flat=True)]
    try:
        with transaction.atomic():
            StoredFile.objects.get(pk=file.pk).delete()
    except ProtectedError:
        return False
    enqueue(REMOVE_BYTES, by=by, at=at, arguments={"keys": keys})
    return True


def remove_bytes(organisation_id: int, key: str) -> None:
    """Remove what lies under ``key`` unless a row names it. Bears being broken off anywhere and called again."""
    aside = f"{organisation_id}/leaving/{key.rpartition('/')[2]}"
    blobs.move(key, aside)
    if is_named(organisation_id, key):
        blobs.move(aside, key)
    else:
        blobs.remove(aside)
