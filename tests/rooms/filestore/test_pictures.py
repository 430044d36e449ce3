"""When a picture was taken, and the smaller ones made from it; the original stays as it came."""

import errno
import io
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tests.factories.filestore import keep, picture, unopenable
from wenming.filestore import pictures
from wenming.filestore.actions.renditions import make_renditions
from wenming.filestore.handlers import NO_THUMBNAIL
from wenming.filestore.intake.exif import captured_at
from wenming.filestore.models import Rendition, StoredFile
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

CHINA = timezone(timedelta(hours=8))


def taken(**exif):
    return captured_at(io.BytesIO(picture(exif=exif)), latest=datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("exif", "moment"), [
    ({"DateTimeOriginal": "2026:03:02 10:00:05"}, datetime(2026, 3, 2, 10, 0, 5, tzinfo=CHINA)),
    ({"DateTimeOriginal": "2026:03:02 10:00:05\0"}, datetime(2026, 3, 2, 10, 0, 5, tzinfo=CHINA)),
    ({"DateTimeOriginal": "2026:03:02 10:00:05", "OffsetTimeOriginal": "+06:30"},
     datetime(2026, 3, 2, 3, 30, 5, tzinfo=UTC)),
    ({"DateTimeOriginal": "2026:03:02 10:00:05", "OffsetTimeOriginal": "很远"},
     datetime(2026, 3, 2, 10, 0, 5, tzinfo=CHINA)),
    ({"DateTimeOriginal": "1990:01:01 00:00:00"}, datetime(1990, 1, 1, tzinfo=CHINA)),
    ({"DateTimeOriginal": "1989:12:31 23:59:59"}, None),
    ({"DateTimeOriginal": "2027:01:02 00:00:00"}, None),
    ({"DateTimeOriginal": "0000:00:00 00:00:00"}, None),
    ({"DateTimeOriginal": "昨天"}, None),
    ({}, None),
])
def test_when_the_camera_says(exif, moment):
    assert taken(**exif) == moment


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", picture(format="PNG"), picture()[:60]])
def test_what_says_nothing_is_none(data):
    assert captured_at(io.BytesIO(data)) is None


def test_moment_to_come_is_none():
    tomorrow = datetime.now(CHINA) + timedelta(days=3)
    written = f"{tomorrow:%Y:%m:%d %H:%M:%S}"
    assert captured_at(io.BytesIO(picture(exif={"DateTimeOriginal": written}))) is None


# --- smaller pictures -------------------------------------------------------------------------------------------------


def sizes(file):
    return {one.kind: (one.width, one.height) for one in file.renditions.all()}


def test_smaller_pictures_are_made_by_the_job_and_the_original_stays(cast):
    data = picture(size=(3000, 2000))
    file = keep(cast.office, data)
    path = Path(default_storage.path(file.key))
    before = path.stat()
    drain()
    assert Job.objects.get().state == "done"
    assert sizes(file) == {"thumbnail": (480, 320), "preview": (1600, 1067)}
    for rendition in file.renditions.all():
        with default_storage.open(rendition.key) as content, Image.open(content) as made:
            assert (made.format, made.size) == ("JPEG", (rendition.width, rendition.height))
    assert path.read_bytes() == data
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_made_again_only_where_missing(cast):
    file = keep(cast.office, picture(size=(600, 600)))
    assert make_renditions(file) == 2
    assert make_renditions(file) == 0
    default_storage.delete(Rendition.objects.get(kind="thumbnail").key)
    assert make_renditions(file) == 1
    assert Rendition.objects.count() == 2


def test_small_picture_is_not_enlarged(cast):
    file = keep(cast.office, picture(size=(60, 40)))
    make_renditions(file)
    assert sizes(file) == {"thumbnail": (60, 40), "preview": (60, 40)}


def test_picture_lying_on_its_side_is_set_upright(cast):
    file = keep(cast.office, picture(size=(800, 400), orientation=6))
    make_renditions(file)
    assert sizes(file)["thumbnail"] == (240, 480)


@pytest.mark.parametrize(("format", "mode", "colour"), [
    ("PNG", "RGBA", (255, 0, 0, 0)), ("PNG", "LA", (0, 0)), ("PNG", "P", 0), ("PNG", "1", 1), ("PNG", "I;16", 40000),
    ("GIF", "P", 0), ("WEBP", "RGBA", (0, 0, 0, 0)), ("BMP", "RGB", "red"), ("TIFF", "CMYK", (0, 0, 0, 0)),
    ("JPEG", "L", 128), ("JPEG", "CMYK", (0, 0, 0, 0)),
])
def test_every_sort_of_picture_can_be_made_smaller(cast, format, mode, colour):
    file = keep(cast.office, picture(size=(700, 350), colour=colour, format=format, mode=mode), "图")
    make_renditions(file)
    assert sizes(file)["thumbnail"] == (480, 240)


def test_nothing_shows_through_on_white(cast):
    file = keep(cast.office, picture(colour=(255, 0, 0, 0), format="PNG", mode="RGBA"), "a.png")
    make_renditions(file)
    with default_storage.open(file.renditions.get(kind="thumbnail").key) as content, Image.open(content) as made:
        assert made.getpixel((5, 5)) == (255, 255, 255)


def test_picture_that_went_bad_in_the_store_is_said(cast):
    file = keep(cast.office)
    Path(default_storage.path(file.key)).write_bytes(b"no picture")
    drain()
    job = Job.objects.get()
    assert (job.state, job.message) == ("failed", f"“合影.jpg”{NO_THUMBNAIL}")
    assert StoredFile.objects.get().unopenable


def test_a_picture_with_a_broken_head_is_marked_until_it_opens(cast):
    file = keep(cast.office, unopenable())
    assert not file.unopenable
    drain()
    file.refresh_from_db()
    assert file.unopenable
    Path(default_storage.path(file.key)).write_bytes(picture())
    make_renditions(file)
    file.refresh_from_db()
    assert not file.unopenable


def test_a_storage_that_fails_is_no_fault_of_the_picture(cast, monkeypatch):
    file = keep(cast.office)

    def fails(*_args, **_more):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(pictures.Image, "open", fails)
    with pytest.raises(pictures.Unreadable):
        make_renditions(file)
    file.refresh_from_db()
    assert not file.unopenable


def test_file_gone_meanwhile_asks_for_nothing(cast):
    file = keep(cast.office)
    file.delete()
    drain()
    assert Job.objects.get().state == "done"
