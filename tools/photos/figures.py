"""Counting: what is found again, what is found wrongly, and how long it takes beside decoding a photograph.

The index is the product's own table and the product's own queries, on a database of its own.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.db import connection, transaction
from PIL import Image, ImageOps

from tools.photos import scenes
from wenming.domain.pictures.placing import Place, places
from wenming.filestore import spots
from wenming.filestore.actions.comparing import PER_UNIT, hits_of
from wenming.filestore.actions.renditions import EDGES
from wenming.filestore.models import PictureSpot, Rendition, StoredFile

BODY = 1
THEN = "2026-01-01T00:00:00Z"
NEW_SPOT = "INSERT INTO filestore_picturespot (organisation_id, file_id, word, x, y) VALUES (%s, %s, %s, %s, %s)"
EDGE = EDGES[Rendition.Kind.THUMBNAIL]


@dataclass
class Index:
    """``greys`` are the drawn pictures by their id; the others are made of spots of drawn ones, thrown together.

    So that a word does not stand in hundreds of them, each least certain bit of each spot is tossed anew: one drawn
    spot stands for the 32 that a little noise would make of it.
    """

    greys: dict[int, Image.Image] = field(default_factory=dict)
    pool: list[spots.Spot] = field(default_factory=list)
    searches: int = 0
    candidates: int = 0

    def add_drawn(self, picture: Image.Image) -> int:
        grey = thumbnail(picture)
        file = _file(len(self.greys) + 1)
        file.save()
        marks = spots.spots_of(grey)
        PictureSpot.objects.bulk_create(
            PictureSpot(organisation_id=BODY, file_id=file.pk, word=one.word.number, x=round(one.x * PER_UNIT),
                        y=round(one.y * PER_UNIT)) for one in marks)
        self.greys[file.pk] = grey
        self.pool += marks
        return file.pk

    def fill(self, total: int) -> None:
        """Up to ``total`` pictures: each of as many spots as a drawn one, taken at random from all drawn ones."""
        dice, first = random.Random("fill"), max(self.greys) + 1
        missing, index = total - len(self.greys), PictureSpot._meta.indexes[0]
        with connection.schema_editor() as tables:  # sorted once at the end, not held in order four million times
            tables.remove_index(PictureSpot, index)
        for start in range(first, first + missing, 1000):
            keys = range(start, min(start + 1000, first + missing))
            with transaction.atomic(), connection.cursor() as cursor:
                StoredFile.objects.bulk_create(_file(key) for key in keys)
                cursor.executemany(NEW_SPOT, [  # by the million: no model objects
                    (BODY, key, _tossed(one, dice), round(one.x * PER_UNIT), round(one.y * PER_UNIT))
                    for key in keys for one in dice.choices(self.pool, k=spots.MOST)
                ])
        with connection.schema_editor() as tables:
            tables.add_index(PictureSpot, index)

    def same_as(self, picture: Image.Image) -> set[int]:
        """The ids of pictures that are the same. A thrown-together one is laid upon as one of the drawn ones."""
        grey = thumbnail(picture)
        found = places(hits_of(BODY, grey))
        self.searches, self.candidates = self.searches + 1, self.candidates + len(found)
        return {place.picture for place in found if self._is_same(grey, place)}

    def _is_same(self, grey: Image.Image, place: Place) -> bool:
        known = self.greys.get(place.picture) or self.greys[min(self.greys) + place.picture % len(self.greys)]
        asked = ImageOps.mirror(grey) if place.is_mirrored else grey
        return spots.laid_upon(asked, known, place)


def _file(key: int) -> StoredFile:
    return StoredFile(pk=key, organisation_id=BODY, digest=f"{key}", size=0, media_type="image/jpeg", key="",
                      stored_at=THEN, compared_at=THEN)


def _tossed(spot: spots.Spot, dice: random.Random) -> int:
    kept = dice.getrandbits(len(spot.word.weak))
    return spot.word.number ^ sum(bit for place, bit in enumerate(spot.word.weak) if kept >> place & 1)


def thumbnail(picture: Image.Image) -> Image.Image:
    """As the store keeps it: small, pressed, and here in grey."""
    small, out = picture.convert("RGB"), BytesIO()
    small.thumbnail((EDGE, EDGE))
    small.save(out, "JPEG", quality=82)
    return Image.open(out).convert("L")


def drawn(rooms: int, shots: int) -> Iterator[tuple[int, int, Image.Image]]:
    """``(room, number, photograph)``."""
    for seed in range(rooms):
        wall = scenes.room(seed)
        for number in range(shots):
            yield seed, number, scenes.photograph(wall, scenes.shot(seed, number))


def seconds_of(act: Callable[[], object], times: int = 7) -> float:
    """The middle of several runs, in processor seconds: others may be at work on the machine."""
    runs = []
    for _ in range(times):
        begun = time.process_time()
        act()
        runs.append(time.process_time() - begun)
    return sorted(runs)[times // 2]


def large_photograph() -> bytes:
    """12 million pixels and about 3 MB, as a telephone makes them."""
    grown = scenes.photograph(scenes.room(0), scenes.shot(0, 0)).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (2000, 1500), random.Random(1).randbytes(3_000_000)).resize(grown.size)
    grown, out = Image.blend(grown, Image.merge("RGB", [grain] * 3), .09), BytesIO()
    grown.save(out, "JPEG", quality=90)
    return out.getvalue()
