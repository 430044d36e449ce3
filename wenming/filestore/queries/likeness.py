"""The index of pictures: which have a spot like this, and which are not in it yet."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import accumulate

from django.db.models import Exists, OuterRef

from wenming.filestore.models import PictureSpot, Rendition, StoredFile

SAMPLE, SEEN = 2000, 400
"""One row in five pictures: 40,000 rows of 200,000 pictures."""

def spots_with(organisation_id: int, words: Collection[int]) -> Iterator[tuple[int, int, int, int]]:
    """``(word, file id, x, y)`` of each spot in the index that bears one of the words (at most 3840 are asked)."""
    rows = PictureSpot.objects.filter(organisation_id=organisation_id, word__in=sorted(words))
    yield from rows.values_list("word", "file_id", "x", "y")


def telling_words(organisation_id: int, words: Collection[int]) -> Collection[int]:
    """The rarest of the words, until they stand ``SEEN`` times in the newest ``SAMPLE`` pictures; all in a small index.

    Some shapes stand in every other picture: they say little and would cost most of the rows that are read.
    """
    compared = StoredFile.objects.filter(organisation_id=organisation_id, compared_at__isnull=False)
    since = compared.order_by("-pk").values_list("pk", flat=True)[SAMPLE:SAMPLE + 1].first()
    if since is None:
        return words
    sample = PictureSpot.objects.filter(organisation_id=organisation_id, word__in=sorted(words), file_id__gt=since)
    seen = Counter(sample.values_list("word", flat=True))
    rarest = sorted(words, key=lambda word: seen[word])
    rows = accumulate(seen[word] for word in rarest)
    return [word for word, so_far in zip(rarest, rows, strict=True) if so_far <= SEEN]


def pictures_to_compare(organisation_id: int) -> Iterator[StoredFile]:
    """Those that have a thumbnail and were never compared, the oldest first."""
    thumbnails = Rendition.objects.filter(file_id=OuterRef("pk"), kind=Rendition.Kind.THUMBNAIL)
    files = StoredFile.objects.filter(Exists(thumbnails), organisation_id=organisation_id, compared_at=None)
    yield from files.order_by("pk").iterator(chunk_size=500)
