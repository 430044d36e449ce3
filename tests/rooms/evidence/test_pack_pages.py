"""The pages of packs: filing in one page, what is lacking, what is kept after a refusal, constant cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOW
from tests.factories.evidence import filed, jpeg, pdf, upload
from tests.factories.plan import make_campaign, make_slot
from tests.rooms.evidence.test_packs import packed
from tests.rooms.evidence.test_upload import receive
from wenming.evidence.models import EventPack, Evidence

NEW, PACKS = "/ledger/packs/new/", "/ledger/packs/"


def said(cast, **more):
    return {"title": "重阳节慰问", "event_on": timezone.localdate().isoformat(), "unit": cast.lead.pk,
            "disclosure": "internal", "place": "活动中心", **more}


@pytest.fixture
def client(cast):
    return cast.client("lead")


def test_parts_come_on_receipts_or_as_plain_files_each_in_its_place(cast, client):
    receipt = receive(client, "通知.pdf").json()["receipt"]
    answer = client.post(NEW, said(cast, **{"receipts-notice": [receipt], "files-photographs": [
        upload("一.jpg", jpeg("red")), upload("二.jpg", jpeg("blue"))]}))
    pack = EventPack.objects.get()
    assert answer.headers["Location"] == f"{PACKS}{pack.pk}/"
    assert {one.pack_part: one.revisions.get().files.count() for one in pack.evidence.all()} == {
        "notice": 1, "photographs": 2}
    page = client.get(f"{PACKS}{pack.pk}/").content.decode()
    assert "缺：方案、签到表、报道、总结" in page
    assert "重阳节慰问照片" in page


def test_a_refused_pack_keeps_every_file_in_its_place(cast, client):
    answer = client.post(NEW, said(cast, title="", **{
        "files-notice": upload("通知.pdf", pdf("通知")), "files-summary": upload("总结.pdf", pdf("总结"))}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="receipts-notice" value="' in page
    assert 'name="receipts-summary" value="' in page
    assert not Evidence.objects.exists()


def test_a_file_the_store_refuses_stops_the_pack_and_says_so_where_it_was_put(cast, client):
    answer = client.post(NEW, said(cast, **{"files-notice": upload("空.pdf", b"")}))
    assert answer.status_code == 422
    assert not EventPack.objects.exists()


def test_filling_later_and_putting_in_what_lies_near(cast, client):
    pack = packed(cast, "notice")
    near, far = filed(cast, "慰问剪影"), filed(cast, "旧事", event_on=pack.event_on - timedelta(60),
                                            late_reason="补", at=NOW)
    page = client.get(f"{PACKS}{pack.pk}/").content.decode()
    assert "慰问剪影" in page
    assert "旧事" not in page
    assert client.post(f"{PACKS}{pack.pk}/put/", {"evidence": far.pk, "part": "news"}).status_code == 422
    assert client.post(f"{PACKS}{pack.pk}/put/", {"evidence": near.pk, "part": "news"}).status_code == 303
    filling = {"files-summary": upload("总结.pdf", pdf("总结")), "late_reason": "整理得晚"}
    assert client.post(f"{PACKS}{pack.pk}/fill/", filling).status_code == 303
    assert set(pack.evidence.values_list("pack_part", flat=True)) == {"notice", "news", "summary"}
    assert client.post(f"/ledger/{near.pk}/take-out/").status_code == 303


def test_an_empty_filling_is_refused_on_the_page_of_the_pack(cast, client):
    answer = client.post(f"{PACKS}{packed(cast, 'notice').pk}/fill/", {"late_reason": ""})
    assert answer.status_code == 422
    assert "请至少在一处放一个文件" in answer.content.decode()


def test_ticking_a_task_proposes_a_part_and_one_act_cites(cast, client):
    made, pack = make_campaign(cast, tasks=1), packed(cast, "notice", "photographs")
    slot = make_slot(made.tasks[0], "活动照片", kind="picture").slot
    photographs = pack.evidence.get(pack_part="photographs")
    value = f"duty:{made.duty(cast.lead).pk}"
    page = client.get(f"{PACKS}{pack.pk}/cite/?serves={value}").content.decode()
    assert f'<option value="{photographs.pk}" selected>用照片来答' in page
    kept = client.get(f"{PACKS}{pack.pk}/cite/?serves={value}&matched={value}&answer-{slot.pk}=").content.decode()
    assert f'<option value="{photographs.pk}" selected>' not in kept
    answer = client.post(f"{PACKS}{pack.pk}/cite/", {
        "unit": cast.lead.pk, "serves": [value], f"answer-{slot.pk}": photographs.pk}, follow=True)
    assert "已引用到 3 处，没有一个文件重传" in answer.content.decode()
    assert "用在 2 处、1 项任务、1 个年度" in client.get(f"/ledger/{photographs.pk}/").content.decode()
    again = client.get(f"{PACKS}{pack.pk}/cite/").content.decode()
    assert "已用照片来答" in again
    assert "已够，无需再传" in again


@pytest.mark.parametrize("typed", [{}, {"answer-x": "1", "answer-1": "y"}])
def test_citing_nothing_is_refused_and_the_form_stands_there_again(cast, client, typed):
    answer = client.post(f"{PACKS}{packed(cast).pk}/cite/", {"unit": cast.lead.pk, **typed})
    assert answer.status_code == 422
    assert "请选一项任务" in answer.content.decode()


def test_the_pages_cost_the_same_with_one_pack_and_with_three(cast, client):
    make_campaign(cast, tasks=1)
    first = packed(cast, "notice")
    addresses = (PACKS, f"{PACKS}{first.pk}/", f"{PACKS}{first.pk}/cite/")
    costs = [_costs(client, addresses)]
    for title in ("第二次", "第三次"):
        packed(cast, "notice", "photographs", "summary", title=title)
        filed(cast, f"{title}剪影")
    costs.append(_costs(client, addresses))
    assert costs[0][0] == costs[1][0]
    assert costs[0][2] == costs[1][2]


def _costs(client, addresses):
    found = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found.append(len(queries))
    return found
