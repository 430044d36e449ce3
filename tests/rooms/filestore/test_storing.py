"""Taking files in: once, whole, by content, on a disk and in a bucket; a failure leaves nothing and says what to do."""

import errno
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection

from tests.cast import NOW
from tests.factories.filestore import keep, office, picture
from tests.stores import holding
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.filestore.actions import blobs, store
from wenming.filestore.errors import Missing
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import open_stored
from wenming.filestore.stores import DiskStore
from wenming.jobs.models import Job


@pytest.fixture
def put(cast):
    def put(data, name="合影.jpg", by=None):
        return store(content=ContentFile(data), name=name, by=by or cast.office, at=NOW)

    return put


def test_file_is_kept_by_content(each_store, put, cast):
    data = picture()
    stored = put(data, "一\u202e/合影.jpg")
    file = stored.file
    assert stored.is_new
    assert stored.mismatch == ""
    assert (file.algorithm, len(file.digest), file.size, file.media_type) == ("sha256", 64, len(data), "image/jpeg")
    assert (file.original_name, file.stored_at, file.organisation_id) == ("合影.jpg", NOW, cast.organisation.pk)
    assert file.key == f"{cast.organisation.pk}/{file.digest[:2]}/{file.digest}"
    assert holding.keys() == {file.key}
    with open_stored(file) as content:
        assert content.read() == data


def test_same_bytes_are_kept_once_and_not_written_again(put):
    first = put(picture()).file
    path = Path(default_storage.path(first.key))
    before = path.stat()
    again = put(picture(), "另一个名字.jpg")
    assert (again.file, again.is_new) == (first, False)
    assert again.file.original_name == "合影.jpg"
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert holding.keys() == {first.key}


def test_same_bytes_in_another_organisation_are_its_own(each_store, put, cast):
    here, there = put(picture()), put(picture(), by=cast.stranger)
    assert there.is_new
    assert here.file != there.file
    assert len(holding.keys()) == 2


@pytest.mark.parametrize("damage", [holding.remove, lambda key: holding.overwrite(key, b"half")])
def test_bytes_lost_or_cut_off_come_back_with_the_same_file(each_store, put, damage):
    file = put(picture()).file
    damage(file.key)
    assert not put(picture()).is_new
    with open_stored(file) as content:
        assert content.read() == picture()


@pytest.mark.parametrize("upload", [
    lambda data: SimpleUploadedFile("合影.jpg", data, "text/html"),
    lambda data: filled(TemporaryUploadedFile("合影.jpg", "text/html", len(data), None), data),
])
def test_uploads_from_memory_and_from_disk(each_store, cast, upload):
    with upload(picture()) as content:
        content.seek(7)
        file = store(content=content, name=content.name, by=cast.office, at=NOW).file
    assert (file.size, file.media_type) == (len(picture()), "image/jpeg")


def filled(upload, data):
    upload.write(data)
    return upload


def test_large_file_goes_through_in_chunks(each_store, put, monkeypatch):
    monkeypatch.setattr(blobs, "CHUNK", 10)
    data = picture(size=(300, 300))
    with open_stored(put(data).file) as content:
        assert content.read() == data


@pytest.mark.parametrize(("data", "name", "why"), [
    (b"", "空.docx", "“空.docx”没有收：这是空文件（0 字节）。"),
    (b"MZ\x90\0\0", "a.exe", "“a.exe”没有收：这是程序或脚本"),
    (b"<svg/>", "a.svg", "“a.svg”没有收：内容是网页"),
    (picture()[:-20], "半张.jpg", "“半张.jpg”没有收：图片打不开"),
    (picture(format="PNG")[:-20], "半张.png", "“半张.png”没有收：图片打不开"),
    (picture(format="PNG")[:20], "头.png", "“头.png”没有收：图片打不开"),
    (office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "a.docm", "“a.docm”没有收：文档里带有宏"),
])
def test_refused_file_leaves_nothing(each_store, put, data, name, why):
    with pytest.raises(InputRefused) as refusal:
        put(data, name)
    assert refusal.value.sentence.startswith(why)
    assert not StoredFile.objects.exists()
    assert not Job.objects.exists()
    assert holding.keys() == set()


def test_file_over_the_limit_is_refused(put, settings):
    settings.MAX_FILE_BYTES = 1024**2
    with pytest.raises(InputRefused, match="超过单个文件的上限 1 MB"):
        put(b"%PDF-1.4" + b"\0" * 1024**2, "大.pdf")
    assert holding.keys() == set()


def test_file_that_grows_while_it_is_read_is_refused(cast, settings):
    class Growing(ContentFile):
        def seek(self, offset, whence=0):
            place = super().seek(offset, whence)
            return 8 if whence == 2 else place

    settings.MAX_FILE_BYTES = 1000
    with pytest.raises(InputRefused, match="超过单个文件的上限"):
        store(content=Growing(b"%PDF-1.4" + b"\0" * 2000), name="大.pdf", by=cast.office, at=NOW)
    assert holding.keys() == set()


def test_picture_with_too_many_pixels_is_refused(put, monkeypatch):
    monkeypatch.setattr("wenming.filestore.pictures.MAX_PIXELS_OTHERWISE", 100)
    with pytest.raises(InputRefused, match="像素太多"):
        put(picture(format="PNG"), "炸弹.png")


def test_picture_claiming_billions_of_pixels_is_refused_unopened(put):
    bomb = bytearray(picture(format="BMP"))
    bomb[18:26] = (60_000).to_bytes(4, "little") * 2
    with pytest.raises(InputRefused, match="像素太多"):
        put(bytes(bomb), "炸弹.bmp")


def test_false_ending_is_said(put):
    stored = put(picture(format="PNG"), "签到册.docx")
    assert stored.file.media_type == "image/png"
    assert stored.mismatch == "“签到册.docx”的内容其实是PNG 图片，已按实际内容收下。"


# --- the disk fails ---------------------------------------------------------------------------------------------------


class Full(DiskStore):
    """There is no room for the last step."""

    def adopt(self, path, key):
        raise OSError(errno.ENOSPC, "No space left on device")


class CannotRename(DiskStore):
    def adopt(self, path, key):
        raise OSError(errno.EIO, "Input/output error")


class ReadOnly(DiskStore):
    def waiting_room(self, organisation_id):
        raise OSError(errno.EROFS, "Read-only file system")


@pytest.fixture
def on_storage(settings, tmp_path):
    """Let the store stand on another class of disk."""

    def stand(storage):
        backend = {"BACKEND": f"{storage.__module__}.{storage.__qualname__}",
                   "OPTIONS": {"location": tmp_path / "files"}}
        settings.STORAGES = {**settings.STORAGES, "default": backend}

    return stand


@pytest.mark.parametrize(("storage", "why"), [
    (Full, "服务器磁盘已满"), (CannotRename, "服务器磁盘出了故障"), (ReadOnly, "服务器磁盘出了故障"),
])
def test_disk_trouble_is_said_and_leaves_no_half_file(put, on_storage, caplog, storage, why):
    on_storage(storage)
    with pytest.raises(RuleBroken) as refusal:
        put(picture())
    assert refusal.value.sentence.startswith(f"“合影.jpg”没有存下：{why}。")
    assert "Errno" in caplog.text
    caplog.clear()
    assert not StoredFile.objects.exists()
    assert holding.keys() == set()


def test_bytes_come_before_the_row(each_store, put, monkeypatch):
    def crash(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(StoredFile, "save", crash)
    with pytest.raises(ZeroDivisionError):
        put(picture())
    assert len(holding.keys()) == 1
    monkeypatch.undo()
    assert put(picture()).is_new


def test_bytes_that_are_gone_are_said(each_store, put):
    file = put(picture()).file
    default_storage.delete(file.key)
    with pytest.raises(Missing, match="在存储中找不到"):
        open_stored(file)


# --- at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the in-memory database of the tests belongs to one thread")
@pytest.mark.django_db(transaction=True)
def test_same_content_stored_at_once_is_one_file(cast):
    barrier, results = threading.Barrier(4), []

    def go():
        barrier.wait()
        try:
            results.append(store(content=ContentFile(picture()), name="合影.jpg", by=cast.office, at=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({stored.file.pk for stored in results}) == 1
    assert sorted(stored.is_new for stored in results) == [False, False, False, True]
    assert Job.objects.count() == 1


def test_same_content_written_at_once_is_whole(each_store, cast):
    """Two copies meet at one key: whichever comes last, the bytes under it are whole."""
    data = picture(size=(400, 400))
    incoming = [blobs.take_in(ContentFile(data), folder="1", limit=len(data)) for _ in range(2)]
    assert incoming[0].path != incoming[1].path
    threads = [threading.Thread(target=blobs.settle, args=(one, "1/aa/final")) for one in incoming]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert holding.keys() == {"1/aa/final"}
    assert holding.read("1/aa/final") == data


def test_new_picture_asks_for_smaller_ones_once(cast):
    keep(cast.office)
    keep(cast.office)
    keep(cast.office, b"%PDF-1.4", "a.pdf")
    job = Job.objects.get()
    assert (job.kind, job.title) == ("filestore.make_renditions", "生成缩略图：合影.jpg")
