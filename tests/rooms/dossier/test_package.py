"""The package is made while it is sent, says what it lacks, and is the same whenever its content is."""

import io
import tracemalloc
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.domain.dossier.pieces import file, piece, task, unzipped
from wenming.domain.dossier.contents import FileEntry, lay_out
from wenming.domain.dossier.texts import Gap, Subject
from wenming.domain.dossier.verification import verify
from wenming.dossier.exports.package import Package

SUBJECT = Subject("示范省财政厅", "创建全国文明单位", withheld_included=False)
MISSING = [Gap(11, "任务 11", "注册名单：要 1 件", "依据 方案第 11 项")]


class Store:
    """A file store that remembers which files it was asked for; a key it does not hold is a missing file."""

    def __init__(self, **contents: bytes) -> None:
        self.contents, self.opened = contents, []

    def entries(self) -> tuple[FileEntry, ...]:
        return tuple(
            FileEntry(key, f"{key}.jpg", entry.size, entry.digest)
            for key, content in self.contents.items() for entry in [file(content=content)]
        )

    def open(self, entry: FileEntry) -> io.BytesIO:
        self.opened.append(entry.key)
        if entry.key not in self.contents:
            raise FileNotFoundError(entry.key)
        return io.BytesIO(self.contents[entry.key])


def made(store: Store, evidence=None, missing=(), finished=lambda fingerprint: None) -> Package:
    evidence = evidence or [piece(1, 9, 11, files=store.entries())]
    contents = lay_out([task(9), task(11, "志愿者注册", "（二）志愿服务")], evidence)
    return Package(contents, SUBJECT, missing, open_file=store.open, finished=finished)


def built(*args, **kwargs) -> bytes:
    return b"".join(made(*args, **kwargs).chunks())


def rows(package: bytes, sheet: str) -> list[list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(unzipped(package)["index.xlsx"]))
    return book.get_sheet_by_name(sheet).to_python()


def text(package: bytes, path: str) -> str:
    return unzipped(package)[path].decode("utf-8-sig")


def test_a_package_proves_itself_and_its_fingerprint_is_recorded():
    recorded = []
    package = built(Store(a=b"one", b=b"two"), missing=MISSING, finished=recorded.append)
    verdict = verify(io.BytesIO(package))
    assert verdict.problems == ()
    assert recorded == [verdict.fingerprint]


def test_one_folder_a_task_with_the_lists_at_the_end():
    assert list(unzipped(built(Store(a=b"one"), missing=MISSING))) == [
        "说明.txt",
        "01_（一）认真开展理想信念教育/任务09_开展普法教育活动/09_001_法治讲座_2026-01-20.jpg",
        "02_（二）志愿服务/任务11_志愿者注册/引用.txt",
        "02_（二）志愿服务/任务11_志愿者注册/缺项.txt",
        "index.xlsx",
        "缺项.txt",
        "manifest.json",
        "manifest-sha256.txt",
    ]


def test_the_same_content_gives_the_same_bytes():
    evidence = [piece(n, 9, files=(Store(a=b"x" * n).entries())) for n in (3, 1, 2)]
    store = Store(a=b"x")
    assert built(store, evidence, MISSING) == built(store, list(reversed(evidence)), MISSING)


def test_other_content_gives_other_bytes():
    assert built(Store(a=b"one")) != built(Store(a=b"two"))


def test_the_first_bytes_leave_before_any_file_is_opened():
    store = Store(a=b"one", b=b"two")
    chunks = made(store).chunks()
    assert next(chunks).startswith(b"PK")
    assert store.opened == []


def test_a_file_is_sent_before_the_next_is_opened():
    store = Store(a=b"a" * 100, b=b"b" * 100)
    sent = b""
    for chunk in made(store).chunks():
        sent += chunk
        if b"a" * 100 in sent:
            break
    assert store.opened == ["a"]


def test_memory_does_not_grow_with_the_files():
    store = Store(**{f"f{n}": bytes([n]) * (8 << 20) for n in range(4)})
    package = made(store)
    tracemalloc.start()
    try:
        size = sum(len(chunk) for chunk in package.chunks())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 32 << 20
    assert peak < 20 << 20, "one file of 8 MB and three chunks of 1 MB, not all of 32 MB"


def test_a_file_missing_from_the_store_is_named_and_the_rest_is_made():
    store = Store(a=b"one", b=b"two")
    evidence = [piece(1, 9, files=store.entries())]
    del store.contents["a"]
    package = built(store, evidence)
    assert verify(io.BytesIO(package)).proved
    assert "任务 9：法治讲座·a.jpg（文件库里没有这个文件）" in text(package, "缺项.txt")
    assert [row[3] for row in rows(package, "目录")[1:]] == [
        "没能收入，见缺项", "01_（一）认真开展理想信念教育/任务09_开展普法教育活动/09_001-2_法治讲座_2026-01-20.jpg"]
    assert rows(package, "缺项")[1] == ["任务 9", "法治讲座·a.jpg", "文件库里没有这个文件"]


def test_a_file_altered_in_the_store_is_named():
    store = Store(a=b"one")
    evidence = [piece(1, 9, files=store.entries())]
    store.contents["a"] = b"other"
    package = built(store, evidence)
    assert verify(io.BytesIO(package)).proved, "the package says truly what it holds"
    assert "登记的摘要不符" in text(package, "缺项.txt")


class Broken(io.BytesIO):
    def read(self, size=-1):
        if self.tell():
            raise OSError("disk")
        return super().read(2)


def test_a_file_that_breaks_off_while_it_is_read_is_named():
    store = Store(a=b"one")
    store.open = lambda entry: Broken(b"one")
    package = built(store)
    assert verify(io.BytesIO(package)).proved
    assert "登记的摘要不符" in text(package, "缺项.txt")


def test_what_the_plan_still_demands_is_listed_in_the_package_and_in_the_folder():
    package = built(Store(a=b"one"), missing=MISSING)
    assert "任务 11：注册名单：要 1 件（依据 方案第 11 项）" in text(package, "缺项.txt")
    assert "注册名单：要 1 件" in text(package, "02_（二）志愿服务/任务11_志愿者注册/缺项.txt")
    assert rows(package, "缺项")[1] == ["任务 11", "注册名单：要 1 件", "依据 方案第 11 项"]


def test_a_task_without_anything_says_so_in_its_folder():
    package = built(Store(a=b"one"), [piece(1, 9, files=Store(a=b"one").entries())])
    assert "本任务还没有佐证" in text(package, "02_（二）志愿服务/任务11_志愿者注册/缺项.txt")


def test_nothing_missing_is_said_too():
    assert "没有缺项" in text(built(Store(a=b"one")), "缺项.txt")


def test_evidence_of_two_tasks_is_listed_in_both_and_stored_in_one():
    package = built(Store(a=b"one"))
    first, second = rows(package, "目录")[1:]
    assert first[10] == "也用于任务 11"
    assert second[3] == first[3]
    assert second[10] == "存放在另一任务下"
    assert first[3] in text(package, "02_（二）志愿服务/任务11_志愿者注册/引用.txt")


def test_the_index_never_calculates_what_people_wrote():
    evidence = [piece(1, 9, title='=cmd|"/c calc"!A0', files=Store(a=b"one").entries())]
    assert rows(built(Store(a=b"one"), evidence), "目录")[1][2] == '=cmd|"/c calc"!A0'
    workbook = io.BytesIO(unzipped(built(Store(a=b"one"), evidence))["index.xlsx"])
    with zipfile.ZipFile(workbook) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2200, 12, 31), date(2024, 2, 29)])
def test_dates_a_zip_cannot_hold_do_no_harm(on):
    store = Store(a=b"one")
    assert verify(io.BytesIO(built(store, [piece(1, 9, on=on, files=store.entries())]))).proved


def test_the_zip_carries_the_day_of_the_event_and_no_clock():
    with zipfile.ZipFile(io.BytesIO(built(Store(a=b"one")))) as archive:
        days = {entry.filename.rpartition("/")[2]: entry.date_time[:3] for entry in archive.infolist()}
    assert days["09_001_法治讲座_2026-01-20.jpg"] == (2026, 1, 20)
    assert days["index.xlsx"] == days["说明.txt"] == (1980, 1, 1)


def test_a_file_beyond_the_old_limit_of_zip_is_packed_all_the_same(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100_000)
    package = built(Store(a=b"x" * 200_000))
    monkeypatch.undo()
    assert verify(io.BytesIO(package)).proved
