"""Who hears of a doubtful photograph: on the receipt where it is known, later by a notice, in the ledger."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming
from tests.factories.scenes import as_jpeg, changed, photograph
from wenming.evidence.actions.doubting import answer_doubt
from wenming.evidence.models import PictureDoubt
from wenming.filestore.models import Likeness
from wenming.jobs.worker import drain
from wenming.notices.models import Notice

HERE = as_jpeg(photograph())
THEN = as_jpeg(changed(photograph(), "cropped 10 %"))
EARLIER = TODAY - timedelta(7)


@pytest.fixture
def first(cast):
    made = filed(cast, "清明活动", files=[incoming("一.jpg", HERE)], event_on=EARLIER)
    drain()
    return made


def received(client, data):
    """As the script of the upload page sends it."""
    headers = {"accept": "application/json", "x-file-name": "b.jpg"}
    return client.post("/ledger/upload/file/", data, "application/octet-stream", headers=headers).json()


def said(cast, receipt):
    today = timezone.localdate().isoformat()
    event = {"title": "学雷锋活动", "unit": cast.lead.pk, "event_on": today}
    return {**event, "disclosure": "internal", "receipts": [receipt]}


def test_the_receipt_names_what_is_alike_once_it_is_known(cast, first):
    client = cast.client("office")
    early = received(client, THEN)
    assert early["alike"] is None
    drain()
    known = received(client, THEN)
    assert known["alike"] == {"title": "清明活动", "url": f"/ledger/{first.pk}/"}
    again = client.post("/ledger/upload/", {**said(cast, known["receipt"]), "title": ""}).content.decode()
    assert "里的照片相似，请核对是不是同一张" in again
    assert f'/ledger/{first.pk}/">清明活动</a>' in again


def test_a_receipt_does_not_name_what_one_may_not_see(cast):
    filed(cast, "慰问名单", files=[incoming("一.jpg", HERE)], disclosure="withheld")
    received(cast.client("responsible"), THEN)
    drain()
    assert Likeness.objects.exists()
    assert received(cast.client("responsible"), THEN)["alike"] is None


def test_filing_says_at_once_what_is_known(cast, first):
    client = cast.client("office")
    received(client, THEN)
    drain()
    told = client.post("/ledger/upload/", said(cast, received(client, THEN)["receipt"]), follow=True).content.decode()
    assert "照片提醒：与其他佐证的照片相似 1 处。" in told
    assert not Notice.objects.exists()


def test_what_is_found_later_is_told_to_the_unit_and_the_office_once(cast, first):
    second = filed(cast, "学雷锋活动", files=[incoming("二.jpg", THEN)], at=timezone.now(), late_reason="补")
    drain()
    people = list(Notice.objects.filter(title__contains="学雷锋活动").values_list("to", flat=True))
    assert {cast.viewers["lead"].user_id, cast.office.user_id} <= set(people)
    assert cast.viewers["responsible"].user_id not in people
    assert len(people) == len(set(people))
    note = Notice.objects.first()
    assert note.link == f"/ledger/{second.pk}/#doubts"
    assert "清明活动" not in note.title + note.body


def test_of_old_stock_nobody_is_told(cast, first):
    filed(cast, "学雷锋活动", files=[incoming("二.jpg", THEN)], at=timezone.now() - timedelta(days=8), late_reason="补")
    drain()
    assert PictureDoubt.objects.exists()
    assert not Notice.objects.exists()


def test_the_row_of_the_ledger_bears_a_mark_until_it_is_answered(cast, first):
    def page():
        return cast.client("office").get("/ledger/").content.decode()

    mirrored = as_jpeg(changed(photograph(), "mirrored"), NOW - timedelta(20))
    filed(cast, "学雷锋活动", files=[incoming("二.jpg", mirrored)])
    drain()
    assert page().count(">疑似重复</span>") == 1
    assert page().count(">日期存疑</span>") == 1
    for doubt in PictureDoubt.objects.all():
        answer_doubt(doubt=doubt, answer="checked", reason="核过", by=cast.office, at=NOW)
    assert "疑似重复</span>" not in page()
    assert "日期存疑</span>" not in page()


def test_the_ledger_costs_the_same_with_one_doubt_and_many(cast, first, django_assert_num_queries):
    client = cast.client("office")
    filed(cast, "活动 0", files=[incoming("二.jpg", THEN)])
    drain()
    client.get("/ledger/")
    with CaptureQueriesContext(connection) as few:
        client.get("/ledger/")
    for number in range(1, 4):
        filed(cast, f"活动 {number}", files=[incoming("二.jpg", THEN)])
    drain()
    assert PictureDoubt.objects.count() > 3
    with django_assert_num_queries(len(few)):
        client.get("/ledger/")
