"""``python -m tools.photos [--pictures N] [--rooms N] [--uploads N]``: the figures of docs/reference/photo-honesty.md.

A database of its own in a temporary folder holds the index: the photographs of N rooms (six each), and as many
pictures thrown together from their spots as are missing. Nothing else is touched.
"""

import argparse
import os
import random
import tempfile
from io import BytesIO

import django
from PIL import Image

SHOTS = 6


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py photos")
    parser.add_argument("--pictures", type=int, default=200_000, help="how many the index holds")
    parser.add_argument("--rooms", type=int, default=100)
    parser.add_argument("--uploads", type=int, default=300, help="new photographs, for false alarms")
    parser.add_argument("--asked", type=int, default=100, help="how many known ones are asked for, changed")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WENMING_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", "filestore", verbosity=0)
        _measure(wanted.pictures, wanted.rooms, wanted.uploads, wanted.asked)


def _measure(pictures: int, rooms: int, uploads: int, asked: int) -> None:
    from tools.photos import scenes
    from tools.photos.changes import CHANGES
    from tools.photos.figures import Index, drawn, large_photograph, seconds_of

    index, known = Index(), {}
    for seed, number, picture in drawn(rooms, SHOTS):
        key = index.add_drawn(picture)
        if number < max(1, asked // rooms) and len(known) < asked:
            known[key] = (seed, number, picture)
    index.fill(pictures)
    print(f"{pictures} pictures in the index, {len(index.greys)} of them drawn; {len(known)} asked for", flush=True)
    for name, change in CHANGES.items():
        found = sum(key in index.same_as(change(picture, random.Random(f"{name} {key}")))
                    for key, (_, _, picture) in known.items())
        print(f"| {name} | {found / len(known):.3f} |", flush=True)
    bursts = sum(
        key in index.same_as(scenes.photograph(scenes.room(seed), scenes.next_in_burst(scenes.shot(seed, number), 1)))
        for key, (seed, number, _) in known.items()
    )
    print(f"| the next of a burst | {bursts / len(known):.3f} |", flush=True)
    print(f"| candidates laid upon, per search | {index.candidates / index.searches:.1f} |", flush=True)
    alarms = 0
    for number in range(uploads):
        seed = number % rooms
        alarms += bool(index.same_as(scenes.photograph(scenes.room(seed), scenes.shot(seed, SHOTS + number // rooms))))
    print(f"| false alarms per 100 of {uploads} new photographs of the rooms | {100 * alarms / uploads:.2f} |")
    photograph, small = large_photograph(), next(iter(known.values()))[2]
    decoding = seconds_of(lambda: Image.open(BytesIO(photograph)).load())
    searching = seconds_of(lambda: index.same_as(small))
    print(f"decoding {len(photograph) / 1e6:.1f} MB {1000 * decoding:.0f} ms, measuring and searching "
          f"{1000 * searching:.0f} ms: {searching / decoding:.2f}")


if __name__ == "__main__":
    main()
