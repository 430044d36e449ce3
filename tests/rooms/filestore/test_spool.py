"""A large upload is written once: hashed while it comes in, then moved into the store as it lies."""

import hashlib
import io
import os
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import UnreadablePostError
from django.test import RequestFactory

from tests.cast import NOW
from tests.factories.filestore import picture
from tests.stores.holding import keys, read
from wenming.domain.errors import InputRefused
from wenming.filestore.actions import blobs, store
from wenming.filestore.models import StoredFile
from wenming.filestore.spool import Spooled
from wenming.filestore.stores import the_store

LARGE = b"%PDF-1.4\n" + bytes(range(256)) * 12_000


pytestmark = pytest.mark.usefixtures("incoming")


@pytest.fixture
def spooled(incoming):
    made = []

    def spooled(data: bytes, name: str = "通知.pdf") -> Spooled:
        made.append(Spooled(name))
        for start in range(0, len(data), 1000):
            made[-1].append(data[start:start + 1000])
        return made[-1]

    yield spooled
    for one in made:
        one.close()


class BrokenOff(io.BytesIO):
    def read(self, size=-1):
        if part := super().read(size):
            return part
        raise OSError("the connection is gone")


def posted(data: bytes):
    return RequestFactory().post("/", {"file": SimpleUploadedFile("通知.pdf", data)})


def place_of(file: StoredFile) -> Path:
    return Path(the_store.path(file.key))


@pytest.mark.parametrize(("data", "kind"), [(LARGE, Spooled), (b"small", InMemoryUploadedFile)])
def test_only_what_is_large_is_spooled(data, kind):
    with closing(posted(data)) as request:
        got = request.FILES["file"]
        assert type(got) is kind
        assert (got.name, got.size, got.read()) == ("通知.pdf", len(data), data)


def test_the_digest_is_of_all_that_came():
    with closing(posted(LARGE)) as request:
        assert request.FILES["file"].digest == hashlib.sha256(LARGE).hexdigest()


def test_a_request_that_ends_leaves_nothing(incoming):
    with closing(posted(LARGE)) as request:
        assert request.FILES["file"].size == len(LARGE)
        assert len(list(incoming.iterdir())) == 1
    assert list(incoming.iterdir()) == []


def test_a_request_cut_off_in_its_file_leaves_nothing(incoming):
    request = posted(LARGE)
    whole = request.META["wsgi.input"].read()
    request.META["wsgi.input"] = request._stream = BrokenOff(whole[:-1_000_000])
    with closing(request), pytest.raises(UnreadablePostError):
        assert request.FILES
    assert list(incoming.iterdir()) == []


def test_a_spooled_file_becomes_the_stored_one(cast, incoming, spooled):
    file = spooled(LARGE)
    inode = os.fstat(file.fileno()).st_ino
    kept = store(content=file, name=file.name, by=cast.office, at=NOW).file
    assert (kept.digest, kept.size) == (hashlib.sha256(LARGE).hexdigest(), len(LARGE))
    assert place_of(kept).stat().st_ino == inode, "moved, not copied"
    assert list(incoming.iterdir()) == []
    file.seek(0)
    assert file.read() == LARGE, "and whoever holds it reads on"
    file.close()
    assert place_of(kept).read_bytes() == LARGE


def test_what_is_there_already_stays_and_the_spool_goes(cast, incoming, spooled):
    first = store(content=spooled(LARGE), name="甲.pdf", by=cast.office, at=NOW).file
    inode = place_of(first).stat().st_ino
    again = spooled(LARGE)
    kept = store(content=again, name="乙.pdf", by=cast.office, at=NOW)
    again.close()
    assert (kept.file, kept.is_new, place_of(first).stat().st_ino) == (first, False, inode)
    assert list(incoming.iterdir()) == []
    assert [path.name for path in place_of(first).parent.iterdir()] == [first.digest]


def test_a_refused_file_leaves_nothing(cast, incoming, spooled):
    file = spooled(picture()[:-200], "断.jpg")
    with pytest.raises(InputRefused, match="打不开"):
        store(content=file, name=file.name, by=cast.office, at=NOW)
    file.close()
    assert list(incoming.iterdir()) == []
    assert not StoredFile.objects.exists()


def test_one_over_the_limit_is_not_moved(cast, settings, incoming, spooled):
    settings.MAX_FILE_BYTES = len(LARGE) - 1
    file = spooled(LARGE)
    with pytest.raises(InputRefused):
        store(content=file, name=file.name, by=cast.office, at=NOW)
    with pytest.raises(blobs.TooLarge):
        blobs.take_in(file, folder="1", limit=len(LARGE) - 1)
    assert len(list(incoming.iterdir())) == 1
    file.close()


def test_taken_in_a_second_time_it_is_copied(spooled):
    """The bytes of the same content may have been leaving the store just then: they are laid once more."""
    file = spooled(LARGE)
    first, second = (blobs.take_in(file, folder="1", limit=len(LARGE)) for _ in range(2))
    assert first.path != second.path
    assert (first.digest, first.size) == (second.digest, second.size)
    assert first.path.read_bytes() == second.path.read_bytes() == LARGE


@pytest.mark.usefixtures("each_store")
def test_whichever_store_stands_behind_it_is_taken_over(cast, incoming, spooled):
    file = spooled(LARGE)
    kept = store(content=file, name=file.name, by=cast.office, at=NOW).file
    assert keys() == {kept.key}
    assert read(kept.key) == LARGE
    assert list(incoming.iterdir()) == []


def test_from_another_disk_it_is_copied(cast, monkeypatch, incoming, spooled):
    monkeypatch.setattr(Spooled, "move_to", lambda *_arguments: False)
    file = spooled(LARGE)
    kept = store(content=file, name=file.name, by=cast.office, at=NOW).file
    file.close()
    assert keys() == {kept.key}
    assert (kept.digest, read(kept.key)) == (hashlib.sha256(LARGE).hexdigest(), LARGE)
    assert list(incoming.iterdir()) == []
