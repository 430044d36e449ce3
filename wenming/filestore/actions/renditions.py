"""Smaller pictures made from stored ones; made again at will, the originals never touched."""


from wenming.filestore import pictures
from wenming.filestore.models import Rendition, StoredFile
from wenming.filestore.queries import open_stored
from wenming.filestore.stores import the_store

from . import blobs

EDGES = {Rendition.Kind.THUMBNAIL: 480, Rendition.Kind.PREVIEW: 1600}
"""The longest edge of each kind, in pixels."""


def make_renditions(file: StoredFile) -> int:
    """Make the renditions that are not there yet; returns how many.

    Raises Missing, pictures.TooManyPixels, and pictures.Unreadable; the last is marked on the file.
    """
    there = {one.kind for one in file.renditions.all() if the_store.exists(one.key)}
    wanted = {edge: kind for kind, edge in EDGES.items() if kind not in there}
    if not wanted or file.media_type not in pictures.OPENABLE:
        return 0
    folder = f"{file.organisation_id}/renditions"
    try:
        _draw(file, wanted, folder)
    except pictures.Unreadable as error:
        if not getattr(error.__cause__, "errno", None):  # with a number it is the storage that failed, not the picture
            StoredFile.objects.filter(pk=file.pk).update(unopenable=True)
        raise
    if file.unopenable:
        StoredFile.objects.filter(pk=file.pk).update(unopenable=False)
    return len(wanted)


def _draw(file: StoredFile, wanted: dict[int, Rendition.Kind], folder: str) -> None:
    with open_stored(file) as content:
        for edge, data, (width, height) in pictures.shrunk(content, wanted):
            key = f"{folder}/{file.digest[:2]}/{file.digest}-{wanted[edge]}.jpg"
            blobs.put(data, folder=folder, key=key)
            Rendition.objects.update_or_create(
                organisation_id=file.organisation_id, file=file, kind=wanted[edge],
                defaults={"key": key, "width": width, "height": height},
            )
