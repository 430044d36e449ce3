"""The grid as a workbook: template, dry run, bad rows out, all written or nothing."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.factories.evidence import pdf, upload
from tests.rooms.evidence.test_batches import begun, joined
from tests.rooms.organisation.sheets import xlsx
from wenming.evidence.models import Batch, BatchRow

HEADS = ("文件名", "题名", "活动日期", "地点")


@pytest.fixture
def client(cast):
    return cast.client("lead")


@pytest.fixture
def batch(cast):
    return begun(cast)


def sent(client, batch, *rows):
    return client.post(f"/ledger/batches/{batch.pk}/table/", {"content": upload("表.xlsx", xlsx(HEADS, *rows))})


def sealed(answer) -> str:
    return answer.content.decode().split('name="sheet" value="')[1].split('"')[0]


def cells(answer):
    return CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()


def test_the_template_lists_the_files_with_what_the_grid_says(client, batch):
    rows = cells(client.get(f"/ledger/batches/{batch.pk}/template/"))
    assert rows[0][:2] == ["文件名", "题名"]
    assert [row[:2] for row in rows[1:]] == [
        ["宣讲/乙.jpg", "宣讲"], ["宣讲/甲.jpg", "宣讲"], ["讲座/签到表.pdf", "讲座"]]


def test_a_dry_run_writes_nothing_and_tells_each_bad_row(client, batch):
    answer = sent(client, batch, ("甲.jpg", "法治宣讲", "2026-03-01", "广场"), ("没有.jpg", "x", "", ""))
    page = answer.content.decode()
    assert "1 行能写入，1 行有问题" in page
    assert "这一批里没有这个文件" in page
    assert {row.title for row in BatchRow.objects.all()} == {"宣讲", "讲座"}


def test_confirmed_the_good_rows_are_written_and_same_rows_are_one_piece(client, batch):
    same = ("法治宣讲", "2026-03-01", "广场")
    answer = sent(client, batch, ("甲.jpg", *same), ("签到表.pdf", *same))
    answer = client.post(f"/ledger/batches/{batch.pk}/table/write/", {"sheet": sealed(answer)})
    assert answer.status_code == 303
    assert sorted((row.title, row.files.count()) for row in BatchRow.objects.all()) == [("宣讲", 1), ("法治宣讲", 2)]


def test_the_bad_rows_come_back_with_their_reasons(client, batch):
    answer = sent(client, batch, ("没有.jpg", "x", "三月", ""))
    rows = cells(client.post(f"/ledger/batches/{batch.pk}/table/bad-rows/", {"sheet": sealed(answer)}))
    assert rows[1][0] == "没有.jpg"
    assert "没有这个文件" in rows[1][-1]


def test_a_batch_changed_meanwhile_takes_nothing(client, batch):
    answer = sent(client, batch, ("甲.jpg", "法治宣讲", "2026-03-01", "广场"))
    Batch.objects.update(version=9)
    answer = client.post(f"/ledger/batches/{batch.pk}/table/write/", {"sheet": sealed(answer)})
    assert answer.status_code == 409
    assert not BatchRow.objects.filter(title="法治宣讲").exists()


def test_what_was_altered_or_anothers_is_refused(cast, client, batch):
    mine = sealed(sent(client, batch, ("甲.jpg", "法治宣讲", "2026-03-01", "广场")))
    write = f"/ledger/batches/{batch.pk}/table/write/"
    assert client.post(write, {"sheet": mine + "x"}).status_code == 422
    assert cast.client("office").post(write, {"sheet": mine}).status_code == 422
    assert not BatchRow.objects.filter(title="法治宣讲").exists()


def test_what_is_no_table_is_refused_in_words(client, batch):
    answer = client.post(f"/ledger/batches/{batch.pk}/table/", {"content": upload("表.xlsx", pdf())})
    assert answer.status_code == 422
    assert "请用 .xlsx 或 .csv" in answer.content.decode()


def test_files_that_come_later_join_the_rows_of_the_table(cast, client, batch):
    client.post(f"/ledger/batches/{batch.pk}/table/write/", {
        "sheet": sealed(sent(client, batch, ("甲.jpg", "法治宣讲", "2026-03-01", "广场")))})
    joined(batch, cast.viewers["lead"], {"宣讲/丙.pdf": pdf("丙")})
    assert Batch.objects.get().files.count() == 4
