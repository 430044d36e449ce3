"""The pages of a batch: the grid keeps what is typed, whatever is wrong with it; its queries do not grow with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.evidence import pdf, upload
from tests.rooms.evidence.test_batches import begun
from wenming.evidence.models import Batch, BatchFile, BatchRow

LIST = "/ledger/batches/"


@pytest.fixture
def client(cast):
    return cast.client("lead")


def grid(batch, **more):
    rows = {f"r{row.pk}-title": row.title for row in batch.rows.all()}
    return {"version": batch.version, "act": "save", **rows, **more}


def test_a_batch_is_begun_and_takes_receipts(cast, client):
    answer = client.post(LIST, {"unit": cast.lead.pk, "grouping": "folder"})
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"{LIST}{batch.pk}/"
    receipt = client.post("/ledger/upload/file/", {"file": upload("签到表.pdf", pdf())}).json()["receipt"]
    for _ in range(2):
        answer = client.post(f"{LIST}{batch.pk}/files/", {"receipts": receipt, "paths": "讲座/签到表.pdf"})
    assert answer.json() == {"new": 0}
    assert BatchFile.objects.get().path == "讲座/签到表.pdf"


def test_receipts_of_another_person_are_refused(cast, client):
    batch = begun(cast)
    receipt = cast.client("office").post(
        "/ledger/upload/file/", {"file": upload("签到表.pdf", pdf("别人"))}).json()["receipt"]
    answer = client.post(f"{LIST}{batch.pk}/files/", {"receipts": receipt, "paths": "a.pdf"})
    assert answer.status_code == 422
    assert BatchFile.objects.count() == 3


def test_a_wrong_day_is_told_and_all_that_was_typed_stays(cast, client):
    batch = begun(cast)
    first, second = batch.rows.all()
    typed = grid(batch, **{f"r{first.pk}-event_on": "三月", f"r{second.pk}-place": "会议室"})
    answer = client.post(f"{LIST}{batch.pk}/rows/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert all(words in page for words in ("日期写成", "会议室", "三月"))
    assert not BatchRow.objects.exclude(place="").exists()


def test_filling_with_nothing_ticked_says_so_and_keeps_the_input(cast, client):
    batch = begun(cast)
    answer = client.post(f"{LIST}{batch.pk}/rows/", grid(batch, act="fill", **{"all-place": "会议室"}))
    assert answer.status_code == 422
    assert "请先勾选几件" in answer.content.decode()


def test_the_whole_batch_is_filled_and_filed_from_the_grid(cast, client):
    batch = begun(cast)
    answer = client.post(f"{LIST}{batch.pk}/rows/", grid(
        batch, act="fill", whole="on", **{"all-place": "会议室", "all-event_on": "2026-03-02"}))
    assert answer.status_code == 303
    assert set(batch.rows.values_list("place", flat=True)) == {"会议室"}
    batch.refresh_from_db()
    client.post(f"{LIST}{batch.pk}/rows/", grid(batch, act="file", late_reason="补传", **{
        f"r{row.pk}-event_on": "2026-03-02" for row in batch.rows.all()}))
    batch.refresh_from_db()
    assert batch.state == "filing"
    assert "正在归集" in client.get(f"{LIST}{batch.pk}/").content.decode()


def test_a_stale_grid_is_told_and_may_be_sent_again(cast, client):
    batch = begun(cast)
    first = batch.rows.first()
    Batch.objects.update(version=5)
    answer = client.post(f"{LIST}{batch.pk}/rows/", grid(batch, **{f"r{first.pk}-title": "我写的"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("我写的", 'name="version" value="5"'))


def test_the_grid_asks_the_same_number_of_things_whatever_its_size(cast, client):
    batch = begun(cast, files={"一/1.pdf": pdf("一")})
    client.get(f"{LIST}{batch.pk}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{LIST}{batch.pk}/")
    larger = begun(cast, files={f"{name}/1.pdf": pdf(f"{name}") for name in range(6)})
    with CaptureQueriesContext(connection) as many:
        assert client.get(f"{LIST}{larger.pk}/").status_code == 200
    assert len(many) == len(few)
