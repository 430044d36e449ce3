"""A zip in a batch: its files join as if their folder had been dropped, and what stays out is told on the page."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.cast import NOW
from tests.factories.archives import member, zipped, zipped_as
from tests.factories.evidence import jpeg, pdf, upload
from tests.rooms.evidence.test_batches import TAKEN, begun, joined
from tests.stores.holding import read
from wenming.accounts.models import Grant
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, RuleBroken, TooLarge
from wenming.evidence.actions import unpacking
from wenming.evidence.actions.batch_joining import join_files, regroup
from wenming.evidence.actions.batches import discard_batch, open_batch
from wenming.evidence.actions.filing import file_evidence
from wenming.evidence.actions.receiving import Incoming, receive_file, receive_whole
from wenming.evidence.models import Batch, BatchArchive, BatchFile
from wenming.filestore.actions import partials
from wenming.filestore.errors import not_stored
from wenming.filestore.models import StoredFile
from wenming.jobs.actions import queue
from wenming.jobs.actions.rows import RowRun
from wenming.jobs.models import Job, RowError
from wenming.jobs.worker import drain, work_on

TALK = "材料/20260302 宣讲"
FOLDER = [(f"{TALK}/现场 (1).jpg", jpeg("red", TAKEN)), (f"{TALK}/现场 (2).jpg", jpeg("blue", TAKEN)),
          ("材料/讲座/签到表.pdf", pdf("签到"))]
LARGE = b"%PDF-1.4\n" + b"x" * 1500


@pytest.fixture
def batch(cast):
    return begun(cast, files={})


@pytest.fixture
def sent(cast, batch):
    """Zips sent to the batch as its page sends them, not unpacked yet."""
    def send(*parcels, name="办公室.zip"):
        joined(batch, cast.viewers["lead"], {f"{n or ''}{name}": data for n, data in enumerate(parcels)})
        batch.refresh_from_db()
        return batch
    return send


def unpacked(batch):
    drain()
    batch.refresh_from_db()
    return {file.path: read(file.stored.key) for file in batch.files.select_related("stored")}


def refused():
    return {error.label: error.message for error in RowError.objects.all()}


def test_a_zip_from_windows_gives_the_rows_its_folder_would(batch, sent, cast):
    assert unpacked(sent(zipped_as("gbk", FOLDER))) == dict(FOLDER)
    as_folder = begun(cast, files=dict(FOLDER))
    told = [[(row.key, row.title, row.event_on, [file.path for file in row.files.all()]) for row in one.rows.all()]
            for one in (batch, as_folder)]
    assert told[0] == told[1]
    assert (batch.state, batch.archives.get().joined, refused()) == ("open", 3, {})


def test_the_zip_itself_is_let_go_with_its_bytes(batch, sent):
    key = StoredFile.objects.get(pk=sent(zipped(*FOLDER)).archives.get().stored_id).key
    unpacked(batch)
    assert not StoredFile.objects.filter(media_type="application/zip").exists()
    with pytest.raises(FileNotFoundError):
        read(key)


def test_a_zip_that_is_evidence_elsewhere_stays(batch, sent, cast):
    data = zipped(*FOLDER)
    file_evidence(files=[Incoming("包.zip", ContentFile(data, name="包.zip"))], title="包", unit=cast.lead,
                  event_on=NOW.date(), by=cast.viewers["lead"], at=NOW)
    unpacked(sent(data))
    assert StoredFile.objects.filter(media_type="application/zip").count() == 1


def test_every_file_goes_through_the_checks_of_the_store(batch, sent):
    bad = {"病毒.exe": b"MZ\x90\0", "图.svg": b"<svg><script>1</script></svg>", "坏.jpg": jpeg("red")[:300],
           "内层.zip": zipped(("x.txt", b"x")), "内层.rar": b"Rar!\x1a\x07\x00" + b"x" * 9,
           "伪装.jpg": zipped(("x.txt", b"x"))}
    files = unpacked(sent(zipped(*FOLDER, *((f"材料/{name}", data) for name, data in bad.items()))))
    assert files == dict(FOLDER)
    why = {label.rpartition("/")[2]: message for label, message in refused().items()}
    assert set(why) == set(bad)
    assert "程序" in why["病毒.exe"]
    assert "网页" in why["图.svg"]
    assert "打不开" in why["坏.jpg"]
    assert all("里面的压缩包不再展开" in why[name] for name in ("内层.zip", "内层.rar", "伪装.jpg"))


def test_a_zip_that_is_refused_whole_is_told_and_the_batch_stays_usable(batch, sent, cast):
    def lie(entries):
        entries[1].header_offset = entries[0].header_offset

    assert unpacked(sent(zipped(*FOLDER, lie=lie))) == {}
    assert "占着同一段内容" in refused()["办公室.zip"]
    assert batch.state == "open"
    page = cast.client("lead").get(f"/ledger/batches/{batch.pk}/").content.decode()
    assert all(words in page for words in ("收下 0 个文件，1 项没有收", "占着同一段内容", "选择文件夹"))


def test_the_same_zip_again_adds_nothing(batch, sent):
    unpacked(sent(zipped(*FOLDER)))
    assert unpacked(sent(zipped(*FOLDER))) == dict(FOLDER)
    assert [one.joined for one in BatchArchive.objects.all()] == [3, 0]


def test_several_zips_at_once_open_the_batch_when_the_last_is_done(batch, sent):
    sent(zipped(*FOLDER), zipped(("别处/1.txt", b"1")))
    work_on(RowRun(queue.take_next(at=timezone.now())))
    batch.refresh_from_db()
    assert (batch.state, batch.files.count()) == ("unpacking", 3)
    assert len(unpacked(batch)) == 4
    assert batch.state == "open"


def test_while_it_is_unpacked_nothing_else_happens_to_the_batch(batch, sent, cast):
    sent(zipped(*FOLDER))
    for act in (lambda: regroup(batch=batch, grouping="day", by=cast.viewers["lead"], at=NOW),
                lambda: discard_batch(batch=batch, by=cast.viewers["lead"], at=NOW),
                lambda: joined(batch, cast.viewers["lead"], {"一.pdf": pdf("一")})):
        with pytest.raises(RuleBroken, match="正在展开压缩包"):
            act()
    page = cast.client("lead").get(f"/ledger/batches/{batch.pk}/").content.decode()
    assert "展开压缩包：办公室.zip：正在排队" in page
    assert "选择文件夹" not in page


def test_the_page_asks_for_its_whole_once_it_is_done(batch, sent, cast):
    sent(zipped(*FOLDER))
    client, address = cast.client("lead"), f"/ledger/batches/{batch.pk}/progress/"
    assert "HX-Refresh" not in client.get(address).headers
    drain()
    assert client.get(address).headers["HX-Refresh"] == "true"


def test_broken_off_it_goes_on_and_nothing_is_there_twice(batch, sent, monkeypatch):
    real, calls = unpacking.put_in, []

    def broken(*args):
        calls.append(1)
        if len(calls) == 2:
            raise OSError("the machine is gone")
        return real(*args)

    monkeypatch.setattr(unpacking, "put_in", broken)
    assert len(unpacked(sent(zipped(*FOLDER)))) == 1
    Job.objects.update(run_at=timezone.now())
    assert unpacked(batch) == dict(FOLDER)
    assert BatchArchive.objects.get().joined == 3
    assert AuditEntry.objects.filter(kind="evidence.archive_unpacked").count() == 1


def test_broken_off_after_its_end_it_only_says_that_it_is_done(batch, sent):
    unpacked(sent(zipped(*FOLDER)))
    ended = Job.objects.filter(kind="evidence.unpack_archive")
    ended.update(state="waiting", finished_at=None)
    assert len(unpacked(batch)) == 3
    assert (ended.get().state, ended.get().result["label"], ended.get().tries) == ("done", "回到这一批", 2)


def test_a_store_without_room_ends_it_keeps_what_came_and_may_be_tried_again(batch, sent, cast, monkeypatch):
    def full(**more):
        raise not_stored("签到表.pdf", OSError(28, "no space"))

    with monkeypatch.context() as patched:
        patched.setattr("wenming.evidence.intake.archives.lay", full)
        assert unpacked(sent(zipped(*FOLDER))) == {}
    page = cast.client("lead").get(f"/ledger/batches/{batch.pk}/").content.decode()
    assert all(words in page for words in ("服务器磁盘已满", "选择文件夹"))
    assert unpacked(sent(zipped(*FOLDER))) == dict(FOLDER)
    assert batch.state == "open"


def test_a_job_given_up_leaves_a_batch_that_can_be_let_go(batch, sent, cast):
    sent(zipped(*FOLDER))
    Job.objects.update(state="failed", message="中断了 3 次")
    assert open_batch(batch, cast.viewers["lead"]).state == "open"
    discard_batch(batch=batch, by=cast.viewers["lead"], at=NOW)
    assert BatchArchive.objects.get().stored is None


def test_of_one_who_left_nothing_more_is_taken(batch, sent, cast):
    sent(zipped(*FOLDER))
    Grant.objects.filter(user=cast.users["lead"]).delete()
    assert unpacked(batch) == {}
    assert "不再担任角色" in Job.objects.get(kind="evidence.unpack_archive").message


def test_more_files_than_a_batch_may_hold_are_told_one_by_one(batch, sent, monkeypatch):
    monkeypatch.setattr("wenming.evidence.actions.batch_joining.MOST_IN_BATCH", 2)
    assert len(unpacked(sent(zipped(*FOLDER)))) == 2
    assert ["一批最多 2 个文件" in message for message in refused().values()] == [True]


def test_a_zip_may_be_larger_than_a_file_but_not_be_filed_as_one(cast, settings):
    settings.MAX_FILE_BYTES, settings.MAX_ARCHIVE_BYTES = 1000, 5000
    data = zipped(*((member(f"{n}.txt"), b"x" * 500) for n in range(4)))
    got = receive_file(content=ContentFile(data), name="大.zip", by=cast.office, at=NOW)
    with pytest.raises(TooLarge):
        file_evidence(files=[Incoming("大.zip", stored=got.stored)], title="大", unit=cast.lead,
                      event_on=NOW.date(), by=cast.office, at=NOW)
    for name, content in (("大.pdf", LARGE), ("大.zip", data * 3), ("大.zip", LARGE)):
        with pytest.raises(InputRefused):
            receive_file(content=ContentFile(content), name=name, by=cast.office, at=NOW)


def test_a_zip_that_came_in_pieces_is_unpacked_too(cast, batch, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR, settings.MAX_FILE_BYTES = tmp_path / "incoming", 2000
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    data = zipped(*((f"材料/{n}.txt", b"x" * 1500) for n in "一二三"))
    partial = partials.begin(name="大.zip", size=len(data), by=cast.viewers["lead"], at=NOW)
    partials.append(partial=partial, offset=0, read=io.BytesIO(data).read)
    got = receive_whole(partial=partial, by=cast.viewers["lead"], at=NOW)
    join_files(batch=batch, arrived=[(got, "大.zip")], by=cast.viewers["lead"], at=NOW)
    assert len(unpacked(batch)) == 3
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == [], "nothing is left behind on this machine"


def test_over_http_the_receipt_of_a_zip_starts_it(cast, batch):
    client = cast.client("lead")
    receipt = client.post("/ledger/upload/file/", {"file": upload("办公室.zip", zipped(*FOLDER))}).json()["receipt"]
    answer = client.post(f"/ledger/batches/{batch.pk}/files/", {"receipts": receipt, "paths": "办公室.zip"})
    assert answer.json() == {"new": 0}
    assert Batch.objects.get(pk=batch.pk).state == "unpacking"
    assert BatchFile.objects.count() == 0
