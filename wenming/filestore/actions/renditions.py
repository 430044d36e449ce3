"""Smaller pictures and readable copies made from stored files; made again at will, the originals never touched."""

from datetime import datetime

from wenming.domain.authority import Viewer
from wenming.filestore import pictures
from wenming.filestore.models import Rendition, StoredFile
from wenming.filestore.queries import open_stored
from wenming.filestore.stores import the_store
from wenming.jobs.actions import enqueue

from . import blobs

MAKE_RENDITIONS = "filestore.make_renditions"
EDGES = {Rendition.Kind.THUMBNAIL: 480, Rendition.Kind.PREVIEW: 1600}
"""The longest edge of each kind, in pixels."""


def ask_for_renditions(*, file: StoredFile, by: Viewer, at: datetime) -> None:
    """Of a picture; asked again while they are being made they are made no second time."""
    if file.media_type in pictures.OPENABLE:
        enqueue(MAKE_RENDITIONS, title=f"生成缩略图：{file.original_name}", by=by, at=at,
                arguments={"file_id": file.pk}, unique_key=f"file:{file.pk}")


def make_renditions(file: StoredFile) -> int:
    """Make the renditions that are not there yet; returns how many.

    Raises Missing, pictures.TooManyPixels, and pictures.Unreadable; the last is marked on the file.
    """
    there = {one.kind for one in file.renditions.all() if the_store.exists(one.key)}
    wanted = {edge: kind for kind, edge in EDGES.items() if kind not in there}
    if not wanted or file.media_type not in pictures.OPENABLE:
        return 0
    try:
        _draw(file, wanted)
    except pictures.Unreadable as error:
        if not getattr(error.__cause__, "errno", None):  # with a number it is the storage that failed, not the picture
            StoredFile.objects.filter(pk=file.pk).update(unopenable=True)
        raise
    if file.unopenable:
        StoredFile.objects.filter(pk=file.pk).update(unopenable=False)
    return len(wanted)


def keep_rendition(
    file: StoredFile, kind: Rendition.Kind, data: bytes, size: tuple[int, int] = (0, 0), *, number: int = 0
) -> None:
    """Lay what was made from ``file`` beside it, over what was made before; ``number`` is the page, from 1."""
    folder = f"{file.organisation_id}/renditions"
    ending = "pdf" if kind == Rendition.Kind.PDF else "jpg"
    name = f"{kind}-{number}" if number else str(kind)
    key = f"{folder}/{file.digest[:2]}/{file.digest}-{name}.{ending}"
    blobs.put(data, folder=folder, key=key)
    Rendition.objects.update_or_create(
        organisation_id=file.organisation_id, file=file, kind=kind, number=number,
        defaults={"key": key, "width": size[0], "height": size[1]},
    )


def _draw(file: StoredFile, wanted: dict[int, Rendition.Kind]) -> None:
    with open_stored(file) as content:
        for edge, data, size in pictures.shrunk(content, wanted):
            keep_rendition(file, wanted[edge], data, size)
