"""A large file in pieces: it goes on where it broke off, and nothing of it is lost, doubled or let through."""

import errno
import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import NOW
from tests.stores.holding import read
from wenming.domain.errors import InputRefused, NoRoom, NotFound, TooLarge
from wenming.evidence.actions.receiving import receive_whole
from wenming.filestore.actions import blobs, partials
from wenming.filestore.models import PartialUpload, StoredFile

DATA = b"%PDF-1.4\n" + bytes(range(256)) * 9000


pytestmark = pytest.mark.usefixtures("incoming")


@pytest.fixture
def partial(cast):
    return partials.begin(name="录像.pdf", size=len(DATA), by=cast.office, at=NOW)


def sent(partial, data=DATA, offset=0):
    return partials.append(partial=partial, offset=offset, read=io.BytesIO(data[offset:]).read)


def test_pieces_become_the_file_with_its_own_hash(cast, partial, incoming):
    assert sent(partial, DATA[:700_000]) == 700_000
    again = partials.partial_for(cast.office, partial.pk)
    assert sent(again, DATA, partials.offset_of(again)) == len(DATA)
    got = receive_whole(partial=again, by=cast.office, at=NOW)
    assert got.stored.digest == hashlib.sha256(DATA).hexdigest()
    assert read(got.stored.key) == DATA
    assert list(incoming.iterdir()) == []


def test_the_receipt_may_be_asked_for_again(cast, partial):
    sent(partial)
    first = receive_whole(partial=partial, by=cast.office, at=NOW)
    again = receive_whole(partial=partials.partial_for(cast.office, partial.pk), by=cast.office, at=NOW)
    assert again.stored == first.stored
    assert StoredFile.objects.count() == 1


def test_a_connection_that_breaks_keeps_what_came(partial):
    class BrokenOff(io.BytesIO):
        def read(self, size=-1):
            if part := super().read(min(size, 5000)):
                return part
            raise OSError("the connection is gone")

    assert partials.append(partial=partial, offset=0, read=BrokenOff(DATA[:12_000]).read) == 12_000
    assert partials.offset_of(partial) == 12_000


def test_a_piece_at_the_wrong_place_is_refused(partial):
    sent(partial, DATA[:1000])
    for offset in (0, 999, 1001):
        with pytest.raises(partials.WrongOffset):
            sent(partial, DATA, offset)
    assert partials.offset_of(partial) == 1000


def test_more_than_was_said_is_refused(partial):
    with pytest.raises(TooLarge):
        sent(partial, DATA + b"more")
    assert partials.offset_of(partial) <= len(DATA)


@pytest.mark.parametrize("size", [0, 10**12])
def test_a_length_that_could_never_be_stored_is_refused_at_once(cast, size):
    with pytest.raises(InputRefused):
        partials.begin(name="录像.mp4", size=size, by=cast.office, at=NOW)
    assert not PartialUpload.objects.exists()


def test_the_receipt_waits_for_the_last_piece(cast, partial):
    sent(partial, DATA[:1000])
    with pytest.raises(InputRefused, match="还没有传完"):
        receive_whole(partial=partial, by=cast.office, at=NOW)
    assert partials.offset_of(partial) == 1000


def test_a_type_not_taken_is_refused_and_not_kept(cast, incoming):
    data = b"MZ" + bytes(500)
    partial = partials.begin(name="录像.mp4", size=len(data), by=cast.office, at=NOW)
    sent(partial, data)
    with pytest.raises(InputRefused):
        receive_whole(partial=partial, by=cast.office, at=NOW)
    assert list(incoming.iterdir()) == []
    with pytest.raises(NotFound):
        partials.partial_for(cast.office, partial.pk)


def test_a_full_disk_in_the_store_keeps_the_parts(cast, partial, monkeypatch, caplog):
    sent(partial)

    def full(*_):
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patched:
        patched.setattr(blobs.the_store, "adopt", full)
        with pytest.raises(NoRoom):
            receive_whole(partial=partial, by=cast.office, at=NOW)
    caplog.clear()
    assert partials.offset_of(partial) == len(DATA)
    assert read(receive_whole(partial=partial, by=cast.office, at=NOW).stored.key) == DATA


def test_a_full_disk_while_a_piece_comes_is_said(partial, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NoRoom, match="磁盘已满"):
        sent(partial, DATA[:1000])


def test_another_persons_upload_is_not_found(cast, partial):
    for who in ("lead", "stranger"):
        with pytest.raises(NotFound):
            partials.partial_for(cast.viewers[who], partial.pk)


def test_what_nobody_goes_on_with_is_let_go(partial, incoming):
    sent(partial, DATA[:1000])
    assert partials.sweep(NOW + partials.GOOD_FOR) == 0
    assert partials.sweep(NOW + partials.GOOD_FOR + timedelta(seconds=1)) == 1
    assert list(Path(incoming).iterdir()) == []


def test_uploads_left_open_have_a_limit(cast, partial, monkeypatch):
    monkeypatch.setattr(partials, "MOST_OPEN", 1)
    with pytest.raises(InputRefused, match="没有传完的大文件已有 1 个"):
        partials.begin(name="又一个.mp4", size=5, by=cast.office, at=NOW)
