"""Letting a file go that nobody needs: its row at once, its bytes by a job that looks again first.

Whoever takes bytes out first claims their name in the database: a row with the same content, which is never kept.
While it is claimed nobody else can lay claim to it, and whoever waits for that finds the bytes gone and lays his own
(``storing.store``); where a row is there already, even one not yet committed, there is nothing to claim.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import digest_in, is_named
from wenming.filestore.spool import ALGORITHM
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


def hold(files: Iterable[StoredFile]) -> None:
    """Let nobody clear these files away before this transaction, which is about to cite them, ends.

    Raises InputRefused where one is gone already.
    """
    wanted = {file.pk for file in files}
    if len(StoredFile.objects.select_for_update(no_key=True).filter(pk__in=wanted).values_list("pk")) < len(wanted):
        raise InputRefused("有文件已不在文件库里，请重新选择文件。", {"files": "请重新选择"})


def remove_bytes(organisation_id: int, key: str) -> bool:
    """Remove what lies under ``key`` unless a row names it. Bears being broken off anywhere and called again."""
    if not blobs.is_there(key):  # a store that does not answer says so here, before anybody is kept waiting
        return False
    with transaction.atomic():
        _claim(organisation_id, digest_in(key))
        if is_named(organisation_id, key):
            return False
        blobs.remove(key)
        transaction.set_rollback(True)  # the claim was never meant to stay
    return True


def _claim(organisation_id: int, digest: str) -> None:
    """Waits for whoever is about to name or forget the same content."""
    own = {"organisation_id": organisation_id, "algorithm": ALGORITHM, "digest": digest}
    try:
        with transaction.atomic():
            StoredFile.objects.create(**own, size=0, media_type="", original_name="", key="", stored_at=timezone.now())
    except IntegrityError:
        StoredFile.objects.select_for_update().filter(**own).first()
