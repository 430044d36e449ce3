"""Pictures made to hurt: refused with a sentence, or kept as a file; never much memory, never a dead worker."""

import io
import struct
import subprocess
import sys
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image

from tests.factories.filestore import keep, picture
from wenming.domain.errors import InputRefused
from wenming.filestore.actions.renditions import make_renditions
from wenming.filestore.handlers import NO_THUMBNAIL
from wenming.filestore.intake.exif import captured_at
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

LATEST = datetime(2026, 3, 3, tzinfo=UTC)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    """A grey PNG that says it is so large; its pixels are nothing, packed as small as they go."""
    row = b"\0" * (1 + width)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush() if data is None else data
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def jpeg_saying(width: int, height: int) -> bytes:
    """A small JPEG whose header says another size."""
    data = bytearray(picture())
    at = data.index(b"\xff\xc0")
    data[at + 5:at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def animated(frames: int, size: tuple[int, int], format: str) -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("RGB", size, (n % 255, n // 255, 0)) for n in range(frames)]
    pictures[0].save(out, format, save_all=True, append_images=pictures[1:])
    return out.getvalue()


@pytest.mark.parametrize(("bomb", "name"), [
    (png(8000, 8000), "六千四百万像素.png"),
    (png(60_000, 60_000, b"x"), "自称三十六亿像素.png"),
    (jpeg_saying(65_000, 65_000), "自称四十二亿像素.jpg"),
])
def test_too_many_pixels_are_refused_with_a_sentence(cast, bomb, name):
    with pytest.raises(InputRefused, match=f"“{name}”没有收：图片的像素太多"):
        keep(cast.office, bomb, name)
    assert not Job.objects.exists()


@pytest.mark.parametrize("bomb", [
    picture()[:200], picture(format="PNG")[:-30], picture(format="GIF")[:30], picture(format="WEBP")[:40],
    png(100, 100, b"no deflate at all"), jpeg_saying(20_000, 4),
], ids=["jpeg", "png", "gif", "webp", "png of rubbish", "jpeg of another size"])
def test_broken_pictures_are_refused_or_kept_without_a_preview(cast, bomb):
    """What Pillow only notices when it draws is kept as a file, and the worker says that there is no thumbnail."""
    file = kept_or_refused(cast, bomb)
    if file is None:
        return
    drain()
    job = Job.objects.get()
    assert job.state == "done" or job.message == f"“{file.original_name}”{NO_THUMBNAIL}"


def kept_or_refused(cast, bomb):
    try:
        return keep(cast.office, bomb, "坏.jpg")
    except InputRefused:
        return None


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_animated_pictures_are_drawn_by_their_first_frame(cast, format):
    file = keep(cast.office, animated(20, (600, 400), format), "动图")
    make_renditions(file)
    assert {(one.width, one.height) for one in file.renditions.all()} == {(480, 320), (600, 400)}


@pytest.mark.parametrize("written", ["1900:01:01 08:00:00", "2099:12:31 23:59:59", "9999:99:99 99:99:99", "\0" * 19])
def test_a_camera_that_knows_no_time_is_not_believed(cast, written):
    data = picture(exif={"DateTimeOriginal": written})
    assert captured_at(io.BytesIO(data), latest=LATEST) is None
    assert keep(cast.office, data).size == len(data), "the picture itself is taken"


MEASURE = """
import io, resource, sys
from wenming.filestore import pictures
data = io.BytesIO(sys.stdin.buffer.read())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    pictures.prove(data)
    list(pictures.shrunk(data, [1600, 480]))
except (pictures.TooManyPixels, pictures.Unreadable) as error:
    print(type(error).__name__, end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
@pytest.mark.parametrize("bomb", [
    png(60_000, 60_000, b"x"), png(8000, 8000), jpeg_saying(65_000, 65_000), animated(60, (300, 200), "GIF"),
], ids=["claims billions", "64 million", "jpeg claims billions", "60 frames"])
def test_memory_stays_bounded(bomb):
    """In a process of its own: the most it ever held, over what it held before, in MB."""
    done = subprocess.run([sys.executable, "-c", MEASURE], input=bomb, capture_output=True, check=True, timeout=120)
    assert int(done.stdout.split()[-1]) < 60, done.stdout
