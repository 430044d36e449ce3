"""Files in and out: a photo uploaded, and the package of all of them taken away."""

import time
import zipfile
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from .measure import Cost, Measure, absolute, paired
from .processes import MEGABYTE, Server, forget_peak, status_bytes
from .world import commented
from .worlds import World

UPLOADS = 5
PACKAGES = 3
TOKEN = "b" * 32
BOUNDARY = "bench-bench-bench"
Headers = dict[str, str]
FORM: Headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
RAW: Headers = {"Content-Type": "application/octet-stream", "X-File-Name": "photo.jpg"}
MOST_UPLOAD, MOST_PACKAGE, MOST_WAIT_SECONDS, MOST_MEGABYTES = 1.5, 1.3, 0.1, 20
_numbers = count(time.time_ns())


def measure_upload(world: World, server: Server, bare: Server, blocks: int) -> Measure:
    """Taken in, proved, hashed, kept, receipted, against the same bytes parsed and written to a file, no more.

    Each as its own page sends it: a body that is the file, and a form with a field of it.
    """
    photo = Path(world.environment["WENMING_DATA"], "photo.jpg").read_bytes()
    address, session = world.addresses["upload"], world.sessions["office"]
    ours = _uploads(server, photo, lambda body: post(server, address, session, body, RAW))
    control = _uploads(bare, photo, lambda body: post(bare, "/upload/", "", _form(body), FORM))
    return paired("upload of a 3 MB photo", ours, control, goal=MOST_UPLOAD, unit="ms CPU", blocks=blocks)


def _uploads(server: Server, photo: bytes, send: Callable[[bytes], HTTPResponse]) -> Cost:
    def cost() -> float:
        before = server.cpu()
        for _ in range(UPLOADS):
            send(commented(photo, str(next(_numbers)).encode())).read()
        return (server.cpu() - before) * 1000 / UPLOADS

    return cost


def _form(content: bytes) -> bytes:
    head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n")
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def post(server: Server, path: str, session: str, body: bytes, headers: Headers) -> HTTPResponse:
    headers = {
        **headers, "Accept": "application/json", "Cookie": f"{session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN,
        "Connection": "close",
    }
    connection = server.connect()
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {answer.read()[:200]!r}")
    return answer


def measure_package(world: World, server: Server) -> Iterator[Measure]:
    """The whole package over a socket, hashed on the way, against zipfile storing the same files into one on disk."""
    waits: list[float] = []
    growth: list[float] = []

    def ours() -> float:
        worker = server.pids[0]
        forget_peak(worker)
        resident, before, began = status_bytes(worker, "VmRSS"), server.cpu(), time.monotonic()
        answer = post(server, world.addresses["package"], world.sessions["office"], b"", FORM)
        answer.read(1)
        waits.append(time.monotonic() - began)
        while answer.read(MEGABYTE):
            pass
        growth.append((status_bytes(worker, "VmHWM") - resident) / MEGABYTE)
        return (server.cpu() - before) * 1000

    name = f"package of {len(world.files)} × 3 MB"
    yield paired(name, ours, lambda: _zipped(world.files), goal=MOST_PACKAGE, unit="ms CPU", blocks=PACKAGES)
    yield Measure(f"{name}: first byte", min(waits[1:]), 1, MOST_WAIT_SECONDS, "s")  # a busy machine only adds
    yield absolute(f"{name}: more memory", growth[1:], goal=MOST_MEGABYTES, unit="MB")


def _zipped(files: list[str]) -> float:
    """Milliseconds of CPU of this process."""
    with TemporaryDirectory() as folder:
        before = time.process_time()
        with zipfile.ZipFile(Path(folder, "all.zip"), "w", zipfile.ZIP_STORED) as archive:
            for name in files:
                archive.write(name, Path(name).name)
        return (time.process_time() - before) * 1000
