"""A large file coming in piece by piece (tus 1.0): a connection that breaks, or a server that falls, costs one piece.

A piece is written where it belongs, so the same piece coming twice at once does no harm and nothing need be locked.
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, NotFound
from wenming.domain.errors import TooLarge as Excess
from wenming.domain.files.names import clean_name
from wenming.domain.files.sniffing import refused, too_large
from wenming.filestore.errors import not_stored
from wenming.filestore.models import PartialUpload, StoredFile
from wenming.filestore.spool import Resumed

from .storing import largest

GOOD_FOR = timedelta(days=7)
MOST_OPEN = 50
PIECE = 1024 * 1024


class WrongOffset(Exception):
    """The piece does not begin where what is there ends."""


def begin(*, name: str, size: int, by: Viewer, at: datetime) -> PartialUpload:
    """Make room for a file of ``size`` bytes. Raises InputRefused for one that could never be stored."""
    name = clean_name(name)
    if size <= 0:
        raise refused(name, "这是空文件（0 字节）。请在本机打开确认后重新选择。")
    if size > largest(name):
        raise too_large(name, largest(name))
    own = {"organisation_id": by.organisation_id, "user_id": by.user_id}
    if PartialUpload.objects.filter(**own, stored=None).count() >= MOST_OPEN:
        raise InputRefused(f"您没有传完的大文件已有 {MOST_OPEN} 个，请先传完，或过 {GOOD_FOR.days} 天再传。")
    partial = PartialUpload.objects.create(**own, name=name, size=size, begun_at=at, until=at + GOOD_FOR)
    try:
        place_of(partial).touch()
    except OSError as error:
        raise not_stored(name, error) from error
    return partial


def partial_for(by: Viewer, upload_id: int) -> PartialUpload:
    """The person's own upload. Raises NotFound."""
    own = {"organisation_id": by.organisation_id, "user_id": by.user_id}
    found = PartialUpload.objects.filter(**own, pk=upload_id).select_related("stored").first()
    if found is None or not (found.stored_id or place_of(found).exists()):
        raise NotFound("没有找到这次上传，可能已经过期。请重新选择文件。")
    return found


def place_of(partial: PartialUpload) -> Path:
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / f"{partial.token}.part"


def offset_of(partial: PartialUpload) -> int:
    """How many bytes are there."""
    return partial.size if partial.stored_id else place_of(partial).stat().st_size


def append(*, partial: PartialUpload, offset: int, read: Callable[[int], bytes]) -> int:
    """Write what ``read`` gives behind the first ``offset`` bytes; returns how many are there then.

    What came before the connection broke stays. Raises WrongOffset, TooLarge (beyond the size said at the beginning),
    NoRoom, OutOfReach.
    """
    if offset != offset_of(partial):
        raise WrongOffset
    if partial.stored_id:
        return offset
    try:
        with place_of(partial).open("r+b", buffering=0) as out:
            out.seek(offset)
            while piece := _read(read):
                if offset + len(piece) > partial.size:
                    raise Excess(f"“{partial.name}”传来的内容超过了说明的大小，请重新选择文件。")
                out.write(piece)
                offset += len(piece)
            os.fsync(out.fileno())
    except OSError as error:
        raise not_stored(partial.name, error) from error
    return offset


def _read(read: Callable[[int], bytes]) -> bytes:
    """The next piece; nothing where the connection is gone."""
    try:
        return read(PIECE)
    except OSError:
        return b""


def whole(partial: PartialUpload) -> Resumed:
    """The file, to be stored. Raises InputRefused while a part is missing."""
    if offset_of(partial) < partial.size:
        raise InputRefused(f"“{partial.name}”还没有传完，请接着传。")
    return Resumed(place_of(partial), partial.name)


def settle(*, partial: PartialUpload, stored: StoredFile) -> None:
    """It is in the store: the same question gets the same answer, and the parts are no longer needed."""
    PartialUpload.objects.filter(pk=partial.pk).update(stored=stored)
    place_of(partial).unlink(missing_ok=True)


def drop(partial: PartialUpload) -> None:
    """Given up, or refused for good."""
    place_of(partial).unlink(missing_ok=True)
    partial.delete()


def sweep(at: datetime) -> int:
    """Let go what nobody went on with in time; returns how many. Bears being called by several at once."""
    old = list(PartialUpload.objects.filter(until__lt=at)[:1000])
    for partial in old:
        drop(partial)
    return len(old)
