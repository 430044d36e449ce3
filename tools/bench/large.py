"""``python -m tools.bench.large --data FOLDER``: what is large, each on the disk or in the bucket of the settings.

Photographs sent one by one, hashed, kept and made small by a worker, against one plain process that hashes and shrinks
the same bytes with Pillow and keeps nothing; a package and a video with the memory they take. What stands in FOLDER is
taken as it is.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image

from .files import FORM, RAW, post
from .flow import GIGABYTE, growth, measure_flow
from .measure import HEAD, Measure
from .processes import MEGABYTE, ROOT
from .worlds import World, build

MOST_PHOTOS = 2
EDGES, QUALITY = (1600, 480), 82
"""Of the two smaller pictures the product makes."""
SIZE, JPEG_QUALITY, PHOTOS_A_GIGABYTE = (4000, 3000), 87, 360


def measure_photos(world: World, folder: Path, number: int) -> Measure:
    """Milliseconds of CPU a photograph, of the web process and of the worker together."""
    photos = [_photo(folder / "photos", n) for n in range(number)]
    _worked(world)  # what was left to do before
    with world.server() as server:
        before = server.cpu()
        for one in photos:
            post(server, world.addresses["upload"], world.sessions["office"], one.read_bytes(), RAW).read()
        web = server.cpu() - before
    ours, control = web + _worked(world), _plainly(photos)
    return Measure(f"{number} photos of {_megabytes(photos):.1f} MB", ours * 1000 / number, control * 1000 / number,
                   MOST_PHOTOS, "ms CPU")


def _photo(folder: Path, number: int) -> Path:
    """Twelve million pixels; no two look alike, so that looking for likenesses finds what it finds in an office."""
    path = folder / f"{number}.jpg"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        blocks = Image.frombytes("RGB", (12, 9), random.Random(number).randbytes(324)).resize((1000, 750))
        grain = Image.effect_noise((1000, 750), 60).convert("RGB")
        Image.blend(blocks, grain, 0.5).resize(SIZE).save(path, quality=JPEG_QUALITY)
    return path


def _megabytes(photos: list[Path]) -> float:
    return sum(one.stat().st_size for one in photos) / len(photos) / 1_000_000


def _worked(world: World) -> float:
    """Seconds of CPU of a worker that does all there is to do, with the programs it starts."""
    before = _of_children()
    subprocess.run([sys.executable, "-m", "tools.bench.large", "work"], cwd=ROOT, check=True,
                   env={**os.environ, **world.environment})
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _plainly(photos: list[Path]) -> float:
    before = time.process_time()
    for one in photos:
        content = one.read_bytes()
        sha256(content).hexdigest()
        with Image.open(BytesIO(content)) as picture:
            for edge in EDGES:
                picture.thumbnail((edge, edge))
                picture.save(BytesIO(), "JPEG", quality=QUALITY)
    return time.process_time() - before


def measure_package(world: World, gigabytes: int) -> Measure:
    """Megabytes of the web process; taken once before, so that what is loaded once is loaded."""

    def take() -> None:
        answer = post(server, world.addresses["package"], world.sessions["office"], b"", FORM)
        taken = 0
        while piece := answer.read(MEGABYTE):
            taken += len(piece)
        if taken < gigabytes * GIGABYTE * MEGABYTE:
            raise RuntimeError(f"only {taken} bytes")

    with world.server() as server:
        take()
        return growth(server, f"package of {gigabytes} GB: more memory", take)


def measure_large(folder: Path, photos: int, package: int, video: int) -> Iterator[Measure]:
    """So many photographs, and so many gigabytes; none of what is 0."""
    small = build(folder, rows=100)
    if photos:
        yield measure_photos(small, folder, photos)
    if package:
        yield measure_package(build(folder, rows=0, photos=package * PHOTOS_A_GIGABYTE), package)
    if video:
        yield from measure_flow(small, gigabytes=video)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.bench.large")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--photos", type=int, default=100, help="how many, 0 for none")
    parser.add_argument("--package", type=int, default=2, help="gigabytes, 0 for none")
    parser.add_argument("--video", type=int, default=5, help="gigabytes, 0 for none")
    wanted = parser.parse_args()
    print(HEAD)
    for one in measure_large(wanted.data, wanted.photos, wanted.package, wanted.video):
        print(one.as_line(), flush=True)
    return 0


def work() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "wenming.site.settings"
    import django

    django.setup()
    from wenming.jobs.worker import drain

    drain()
    return 0


if __name__ == "__main__":
    sys.exit(work() if sys.argv[1:] == ["work"] else main())
