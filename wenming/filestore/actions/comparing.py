"""Comparing a picture with all others of its organisation (docs/decisions/0026)."""

from collections import defaultdict
from datetime import datetime
from math import sqrt

from django.db import transaction
from PIL import Image, ImageOps

from wenming.audit.actions import record
from wenming.domain.authority import system
from wenming.domain.pictures.placing import FEWEST, SHARES, Hit, Place, places
from wenming.domain.pictures.words import MIRROR
from wenming.filestore import events, spots
from wenming.filestore.errors import Missing
from wenming.filestore.models import Likeness, PictureSpot, Rendition, StoredFile
from wenming.filestore.queries import open_key, rendition_of, spots_like, telling_words

PER_UNIT = 1000


def compare(file: StoredFile, *, at: datetime) -> list[Likeness]:
    """Put the picture into the index, then find those it looks like. Bears being broken off anywhere and called again.

    It stands in the index before it looks: of two compared side by side at least one sees the other. A file without
    thumbnail is left alone.
    """
    grey = _grey(file)
    if grey is None:
        return []
    found = spots.spots_of(grey)
    with transaction.atomic():
        PictureSpot.objects.filter(file=file).delete()
        PictureSpot.objects.bulk_create(
            PictureSpot(organisation_id=file.organisation_id, word=one.word.number, file=file,
                        x=round(one.x * PER_UNIT), y=round(one.y * PER_UNIT))
            for one in found
        )
    alike = [place for place in places(hits_of(file.organisation_id, grey)) if place.picture != file.pk]
    others = StoredFile.objects.filter(organisation_id=file.organisation_id).in_bulk([one.picture for one in alike])
    shown = [
        (others[place.picture], place) for place in alike
        if place.picture in others and _is_same(grey, others[place.picture], place)
    ]
    with transaction.atomic():
        made = [_remembered(file, other, place) for other, place in shown]
        StoredFile.objects.filter(pk=file.pk).update(compared_at=at)
        if shown:
            record(events.pictures_alike, by=system(file.organisation_id), at=at, on=file, after={
                "count": len(shown), "others": [other.pk for other, _ in shown],
            })
    return made


def hits_of(organisation_id: int, grey: Image.Image) -> list[Hit]:
    """The spots of the index that the picture's may be, at each assumed size, mirrored or not, where enough of one
    known picture are hit to be worth a look. The words most pictures have are not asked for."""
    asked: dict[int, list[tuple[float, bool, tuple[float, float]]]] = {}
    width = grey.width / sqrt(grey.width * grey.height)
    for share in SHARES:
        for one in spots.spots_of(grey, share):
            for number in one.word.probes():
                asked.setdefault(number, []).append((share, False, (one.x, one.y)))
                asked.setdefault(number ^ MIRROR, []).append((share, True, (width - one.x, one.y)))
    groups: dict[tuple[int, float, bool], list[tuple[tuple[float, float], int, int]]] = defaultdict(list)
    for word, picture, x, y in spots_like(organisation_id, telling_words(organisation_id, asked), FEWEST):
        for share, is_mirrored, place in asked[word]:
            groups[picture, share, is_mirrored].append((place, x, y))
    return [
        Hit(*key, place, (x / PER_UNIT, y / PER_UNIT))
        for key, group in groups.items() if len(group) >= FEWEST for place, x, y in group
    ]


def _is_same(grey: Image.Image, other: StoredFile, place: Place) -> bool:
    known = _grey(other)
    asked = ImageOps.mirror(grey) if place.is_mirrored else grey
    return known is not None and spots.laid_upon(asked, known, place)


def _remembered(file: StoredFile, other: StoredFile, place: Place) -> Likeness:
    later, earlier = (file, other) if file.pk > other.pk else (other, file)
    return Likeness.objects.get_or_create(
        file=later, other=earlier,
        defaults={"organisation_id": file.organisation_id, "is_mirrored": place.is_mirrored,
                  "is_cropped": place.is_cropped},
    )[0]


def _grey(file: StoredFile) -> Image.Image | None:
    """The thumbnail the store has made, in grey; None where it has none."""
    thumbnail = rendition_of(file, Rendition.Kind.THUMBNAIL)
    if thumbnail is None:
        return None
    try:
        with open_key(thumbnail.key, file.original_name) as content, Image.open(content, formats=["JPEG"]) as picture:
            return picture.convert("L")
    except Missing:
        return None
