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
NEW_FILE = """INSERT INTO filestore_storedfile
    (id, organisation_id, digest, algorithm, size, media_type, original_name, key, stored_at)
    VALUES (%s, %s, %s, 'sha256', 0, 'image/jpeg', '', '', '2026-01-01')"""
NEW_SPOT = "INSERT INTO filestore_picturespot (organisation_id, file_id, word, x, y) VALUES (%s, %s, %s, %s, %s)"
EDGE = EDGES[Rendition.Kind.THUMBNAIL]


@dataclass
class Index:
    """``greys`` are the drawn pictures by their id; the others are made of spots of drawn ones, thrown together."""

    greys: dict[int, Image.Image] = field(default_factory=dict)
    pool: list[PictureSpot] = field(default_factory=list)

    def add_drawn(self, picture: Image.Image) -> int:
        grey = thumbnail(picture)
        file = StoredFile.objects.create(organisation_id=BODY, digest=f"drawn {len(self.greys)}", size=0,
                                         media_type="image/jpeg", key="", stored_at="2026-01-01T00:00:00Z")
        marks = [PictureSpot(organisation_id=BODY, file_id=file.pk, word=one.word.number, x=round(one.x * PER_UNIT),
                             y=round(one.y * PER_UNIT)) for one in spots.spots_of(grey)]
        PictureSpot.objects.bulk_create(marks)
        self.greys[file.pk] = grey
        self.pool += marks
        return file.pk

    @transaction.atomic
    def fill(self, total: int) -> None:
        """Up to ``total`` pictures: each of as many spots as a drawn one, taken at random from all drawn ones."""
        dice, first = random.Random("fill"), max(self.greys) + 1
        missing = total - len(self.greys)
        for start in range(first, first + missing, 1000):
            keys = range(start, min(start + 1000, first + missing))
            with connection.cursor() as cursor:  # rows by the million: no model objects
                cursor.executemany(NEW_FILE, [(key, BODY, f"made {key}") for key in keys])
                cursor.executemany(NEW_SPOT, [
                    (BODY, key, one.word, one.x, one.y) for key in keys for one in dice.choices(self.pool, k=spots.MOST)
                ])

    def same_as(self, picture: Image.Image) -> set[int]:
        """The ids of pictures that are the same. A thrown-together one that is even a candidate counts as found."""
        grey = thumbnail(picture)
        return {place.picture for place in places(hits_of(BODY, grey)) if self._is_same(grey, place)}

    def _is_same(self, grey: Image.Image, place: Place) -> bool:
        known = self.greys.get(place.picture)
        asked = ImageOps.mirror(grey) if place.is_mirrored else grey
        return known is None or spots.laid_upon(asked, known, place)


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
    grown, out = Image.blend(grown, Image.merge("RGB", [grain] * 3), .06), BytesIO()
    grown.save(out, "JPEG", quality=90)
    return out.getvalue()
