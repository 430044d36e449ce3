"""One member of a zip after the other, unpacked into the store; only one is ever on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZipFile

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.files.archive_names import KeptOut
from wenming.domain.files.archives import NESTED, PARCELS, Limits, Member, bytes_of
from wenming.domain.files.containers import examine
from wenming.filestore.actions import Laid, lay
from wenming.filestore.errors import not_stored
from wenming.filestore.spool import Spooled


@contextmanager
def unpacked(
    parcel: ZipFile, member: Member, limits: Limits, *, before: int, by: Viewer
) -> Iterator[Laid | InputRefused]:
    """The member's bytes in the store, to be kept within the context, or why it is not taken; ``before`` bytes were
    unpacked already. Raises OutOfReach and NoRoom where the store fails."""
    if member.entry is None:
        yield InputRefused(member.why)
        return
    try:
        room = Spooled(member.path)
    except OSError as error:
        raise not_stored(member.path, error) from error
    try:
        yield _laid(room, bytes_of(parcel, member.entry, limits, before), member.path, by)
    finally:
        room.close()


def _laid(room: Spooled, content: Iterator[bytes], path: str, by: Viewer) -> Laid | InputRefused:
    name = path.rpartition("/")[2]
    try:
        _fill(room, content, name)
        if examine(room, name).media_type in PARCELS:
            return InputRefused(NESTED)
        return lay(content=room, name=name, by=by)
    except KeptOut as kept:
        return InputRefused(kept.why)
    except InputRefused as refusal:  # its path is told beside it
        return InputRefused(refusal.fields.get("files", refusal.sentence))


def _fill(room: Spooled, content: Iterator[bytes], name: str) -> None:
    for chunk in content:
        try:
            room.append(chunk)
        except OSError as error:
            raise not_stored(name, error) from error
