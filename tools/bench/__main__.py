"""``python3 run.py bench [--json] [--strict] [--large]``: every measure with its ratio, on the screen or as JSON.

``--large`` takes the sizes of a body that files for years: a million pieces, 1,000 photographs, gigabytes at a time.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .files import measure_package, measure_upload
from .flow import measure_flow
from .large import measure_large
from .measure import HEAD, Measure
from .million import measure_million
from .pages import measure_pages
from .processes import BARE, Server
from .reading import measure_reading
from .scoring import measure_scoring
from .starting import measure_memory, measure_start
from .worlds import build

BLOCKS = 5
ROWS, FEW, PHOTOS = 100_000, 100, 200


MILLION, THOUSAND, PACKAGE_GB, VIDEO_GB = 1_000_000, 1000, 2, 5
SOME_PHOTOS = 20


def measures(folder: Path, *, large_too: bool) -> Iterator[Measure]:
    small, photos, large = build(folder, rows=FEW), build(folder, rows=0, photos=PHOTOS), build(folder, rows=ROWS)
    with Server(BARE) as bare:
        yield from measure_pages(large, small, bare, BLOCKS)
        with photos.server() as server:
            yield from measure_package(photos, server)
            yield measure_upload(photos, server, bare, BLOCKS)
    yield measure_reading(Path(small.environment["WENMING_DATA"], "plan.docx").read_bytes(), BLOCKS)
    yield measure_scoring(BLOCKS)
    yield measure_start(small)
    yield from measure_memory(small)
    yield from measure_flow(small)
    yield from measure_million(folder / "rows", MILLION if large_too else ROWS)
    if large_too:
        yield from measure_large(folder, THOUSAND, PACKAGE_GB, VIDEO_GB)
    else:
        yield from measure_large(folder, SOME_PHOTOS, 0, 0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("--json", action="store_true", help="one JSON list of all measures instead of the table")
    parser.add_argument("--strict", action="store_true", help="fail where a goal is missed")
    parser.add_argument("--large", action="store_true",
                        help="a million pieces, 1,000 photographs, 2 GB out, 5 GB in and out: an hour, 25 GB of disk")
    parser.add_argument("--data", type=Path, help="keep the data here and take what is there, to measure again sooner")
    wanted = parser.parse_args()
    if not sys.platform.startswith("linux"):
        print("bench 只在 Linux 上运行。/ Linux only")
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        done = []
        if not wanted.json:
            print(HEAD, flush=True)
        for one in measures(wanted.data or Path(scratch), large_too=wanted.large):
            done.append(one)
            if not wanted.json:
                print(one.as_line(), flush=True)
    if wanted.json:
        print(json.dumps([one.as_json() for one in done], ensure_ascii=False, indent=1))
    return 1 if wanted.strict and not all(one.met for one in done) else 0


if __name__ == "__main__":
    sys.exit(main())
