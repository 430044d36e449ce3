"""How much more memory the web process takes while a video comes in, and while it goes out.

Into the store that the environment names: a disk, or a bucket where WENMING_S3_BUCKET is set. The video is made while
it is sent. Run as a program it lets a piece of evidence cite what came in last, and prints where it is to be had.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

from .files import RAW, TOKEN
from .measure import Measure
from .processes import MEGABYTE, OURS, ROOT, Server, forget_peak, status_bytes
from .worlds import World

GIGABYTE = 1024
"""In megabytes."""
MOST_MEGABYTES = 40
_VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"


def measure_flow(world: World, *, gigabytes: int = 1) -> Iterator[Measure]:
    environment = {**world.environment, "WENMING_MAX_FILE_MB": str(gigabytes * GIGABYTE + 1)}
    with Server(OURS, environment=environment) as server:
        _send(server, world, megabytes=1)  # what is loaded once is loaded
        _fetch(server, world, _cited(environment))
        name, size = f"{gigabytes} GB", gigabytes * GIGABYTE
        yield growth(server, f"{name} in: more memory", lambda: _send(server, world, megabytes=size))
        place = _cited(environment)
        yield growth(server, f"{name} out: more memory", lambda: _fetch(server, world, place))


def growth(server: Server, name: str, act: Callable[[], object]) -> Measure:
    """Megabytes at the worst moment of ``act`` above what the worker held before it."""
    worker = server.pids[0]
    forget_peak(worker)
    before = status_bytes(worker, "VmRSS")
    act()
    return Measure(name, (status_bytes(worker, "VmHWM") - before) / MEGABYTE, 1, MOST_MEGABYTES, "MB")


def _send(server: Server, world: World, *, megabytes: int) -> None:
    headers = {
        **RAW, "X-File-Name": "video.mp4", "Content-Length": str(megabytes * MEGABYTE), "Accept": "application/json",
        "Cookie": f"{world.sessions['office']}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN,
    }
    connection = server.connect()
    connection.request("POST", world.addresses["upload"], _video(megabytes), headers)
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {answer.read()[:200]!r}")
    answer.read()


def _video(megabytes: int) -> Iterator[bytes]:
    yield _VIDEO + os.urandom(16).ljust(MEGABYTE - len(_VIDEO), b"\0")
    for _ in range(megabytes - 1):
        yield bytes(MEGABYTE)


def _fetch(server: Server, world: World, place: str) -> None:
    connection = server.connect()
    connection.request("GET", place, headers={"Cookie": world.sessions["office"]})
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{place}: {answer.status}")
    while answer.read(MEGABYTE):
        pass


def _cited(environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-m", "tools.bench.flow"], cwd=ROOT, check=True, text=True,
                          env={**os.environ, **environment}, stdout=subprocess.PIPE)
    return done.stdout.splitlines()[-1]


def cite_the_last() -> str:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
    django.setup()
    from django.urls import reverse

    from wenming.evidence.models import EvidenceFile
    from wenming.filestore.models import StoredFile

    last = StoredFile.objects.order_by("-id").first()
    one = EvidenceFile.objects.filter(organisation_id=last.organisation_id).select_related("revision").order_by("id")[0]
    one.stored = last
    one.save(update_fields=["stored"])
    return reverse("evidence:file", args=[one.revision.evidence_id, one.pk])


if __name__ == "__main__":
    print(cite_the_last())
