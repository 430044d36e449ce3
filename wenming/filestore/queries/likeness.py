"""The index of pictures: which have a spot like this, and which are not in it yet."""

from collections.abc import Collection, Iterator

from django.db.models import Exists, OuterRef

from wenming.filestore.models import PictureSpot, Rendition, StoredFile


def spots_with(organisation_id: int, words: Collection[int]) -> Iterator[tuple[int, int, int, int]]:
    """``(word, file id, x, y)`` of each spot in the index that bears one of the words (at most 3840 are asked)."""
    rows = PictureSpot.objects.filter(organisation_id=organisation_id, word__in=sorted(words))
    yield from rows.values_list("word", "file_id", "x", "y")


def pictures_to_compare(organisation_id: int) -> Iterator[StoredFile]:
    """Those that have a thumbnail and were never compared, the oldest first."""
    thumbnails = Rendition.objects.filter(file_id=OuterRef("pk"), kind=Rendition.Kind.THUMBNAIL)
    files = StoredFile.objects.filter(Exists(thumbnails), organisation_id=organisation_id, compared_at=None)
    yield from files.order_by("pk").iterator(chunk_size=500)
