"""The index of pictures: which have spots like these, and which are not in it yet."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import accumulate

from django.db.models import BooleanField, Count, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from wenming.filestore.models import PictureSpot, Rendition, StoredFile

SAMPLE, SEEN = 2000, 400
"""One row in five pictures: 40,000 rows of 200,000 pictures."""
MOST_PICTURES = 500


def spots_like(organisation_id: int, words: Collection[int], fewest: int) -> Iterator[tuple[int, int, int, int]]:
    """``(word, file id, x, y)`` of the spots that bear one of the words, of pictures that have ``fewest`` or more.

    Nearly all pictures that have any have one or two: the database counts them, and only of what is left, the best
    MOST_PICTURES at most, are rows read.
    """
    counted = _bearing(organisation_id, words).values("file_id").annotate(number=Count("*"))
    likely = counted.filter(number__gte=fewest).order_by("-number").values_list("file_id", flat=True)[:MOST_PICTURES]
    rows = PictureSpot.objects.filter(file_id__in=list(likely)).values_list("word", "file_id", "x", "y")
    asked = set(words)
    return (row for row in rows if row[0] in asked)


def telling_words(organisation_id: int, words: Collection[int]) -> Collection[int]:
    """The rarest of the words, until they stand ``SEEN`` times in the newest ``SAMPLE`` pictures; all in a small index.

    Some shapes stand in every other picture: they say little and would cost most of the rows that are read.
    """
    compared = StoredFile.objects.filter(organisation_id=organisation_id, compared_at__isnull=False)
    since = compared.order_by("-pk").values_list("pk", flat=True)[SAMPLE:SAMPLE + 1].first()
    if since is None:
        return words
    seen = Counter(_bearing(organisation_id, words).filter(file_id__gt=since).values_list("word", flat=True))
    rarest = sorted(words, key=lambda word: seen[word])
    rows = accumulate(seen[word] for word in rarest)
    return [word for word, so_far in zip(rarest, rows, strict=True) if so_far <= SEEN]


def _bearing(organisation_id: int, words: Collection[int]) -> QuerySet[PictureSpot]:
    """Spots with one of up to 3840 words. Handed over one by one they would cost more than the answer."""
    listed = ",".join(str(int(one)) for one in sorted(words)) or "NULL"
    is_asked = RawSQL(f"word IN ({listed})", (), BooleanField())  # noqa: S611  whole numbers of our own
    return PictureSpot.objects.filter(is_asked, organisation_id=organisation_id)


def pictures_to_compare(organisation_id: int) -> Iterator[StoredFile]:
    """Those that have a thumbnail and were never compared, the oldest first."""
    thumbnails = Rendition.objects.filter(file_id=OuterRef("pk"), kind=Rendition.Kind.THUMBNAIL)
    files = StoredFile.objects.filter(Exists(thumbnails), organisation_id=organisation_id, compared_at=None)
    yield from files.order_by("pk").iterator(chunk_size=500)
