"""The page 审核 and the review on the page of one piece."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import NOW
from tests.factories.evidence import filed, incoming, jpeg
from tests.factories.plan import make_campaign
from wenming.domain.evidence.review import Act
from wenming.evidence.actions.changing import change_evidence
from wenming.evidence.actions.reviewing import review
from wenming.evidence.models import Evidence

PAGE = "/ledger/review/"


@pytest.fixture
def made(cast):
    return make_campaign(cast, tasks=2)


def pieces(cast, made, number: int) -> list[Evidence]:
    return [
        filed(cast, f"宣讲{n}", unit=cast.responsible, by=cast.viewers["responsible"], tasks=made.tasks,
              slots=[made.slots[0].slot], caption=f"电话 1380013800{n}", place="会议室",
              files=[incoming("会.jpg", jpeg("#" + str(n) * 6))])
        for n in range(1, number + 1)
    ]


def post(client, act: str, *found: Evidence, **more):
    return client.post(PAGE, {"picked": [f"{one.pk}:{one.version}" for one in found], "act": act, **more})


@pytest.fixture
def mine(cast, made):
    return pieces(cast, made, 1)[0]


def test_it_shows_what_its_reviewer_weighs(cast, mine):
    body = cast.client("head").get(PAGE).content.decode()
    for words in ("1 件等我审核", "宣讲1", "责任单位联络员", "够了", "会议室", "手机号", "待处室负责人", "任务 1"):
        assert words in body
    assert "没有佐证等我审核" in cast.client("lead").get(PAGE).content.decode()


def test_its_cost_does_not_grow_with_what_waits(cast, made):
    client = cast.client("head")
    pieces(cast, made, 1)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    pieces(cast, made, 4)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)


def test_many_are_passed_at_once_and_the_filter_stays(cast, made):
    found = pieces(cast, made, 3)
    answer = cast.client("head").post(
        f"{PAGE}?unit={cast.responsible.pk}", {"picked": [f"{one.pk}:{one.version}" for one in found], "act": "pass"}
    )
    assert (answer.status_code, answer.url) == (303, f"{PAGE}?unit={cast.responsible.pk}")
    assert set(Evidence.objects.values_list("stage", flat=True)) == {"lead"}


def test_a_return_without_its_reason_keeps_what_was_ticked_and_typed(cast, mine):
    answer = post(cast.client("head"), "return", mine, words="看不清人脸")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "请选退回原因" in body
    assert f'value="{mine.pk}:{mine.version}" aria-label="选“宣讲1”" checked' in body
    assert "看不清人脸" in body


def test_the_second_reviewer_is_told_and_sees_the_page_as_it_is(cast, mine):
    first, second = cast.client("office"), cast.client("head")
    assert post(first, "pass", mine).status_code == 303
    answer = post(second, "pass", mine)
    assert answer.status_code == 409
    assert "最近由办公室经办人通过，现为“待牵头单位”" in answer.content.decode()


@pytest.mark.parametrize("picked", ["", "x", "1", "1:2:3", "9999999999999999999:1", "-1:1"])
def test_what_is_no_piece_is_refused_in_words(cast, mine, picked):
    answer = cast.client("head").post(PAGE, {"picked": picked, "act": "pass"})
    assert answer.status_code == 422
    assert "请先勾选" in answer.content.decode()


def test_an_act_that_is_none_is_refused(cast, mine):
    assert post(cast.client("head"), "accept", mine).status_code == 422
    mine.refresh_from_db()
    assert mine.stage == "head"


def test_the_page_of_a_piece_tells_its_steps_and_offers_what_is_mine(cast, mine):
    address = reverse("evidence:evidence", args=[mine.pk])
    assert "通过</button>" in cast.client("head").get(address).content.decode()
    assert "通过</button>" not in cast.client("lead").get(address).content.decode()
    answer = post(cast.client("head"), "return", mine, code="unclear", words="重拍", **{"from": "piece"})
    assert answer.url == address
    body = cast.client("responsible").get(address).content.decode()
    for words in ("处室负责人单位负责人退回：看不清", "重拍", "重新报送", "已退回，不计数"):
        assert words in body
    mine.refresh_from_db()
    answer = cast.client("responsible").post(f"{address}hand-in/", {"version": mine.version})
    assert answer.status_code == 303
    assert cast.client("responsible").post(f"{address}hand-in/", {"version": mine.version}).status_code == 409
    assert cast.client("responsible").post(f"{address}hand-in/", {"version": "x"}).status_code == 422


def test_a_change_of_what_is_accepted_stands_beside_it(cast):
    piece = filed(cast, caption="原来的说明")
    review(picked={piece.pk: piece.version}, act=Act.PASS, by=cast.office, at=NOW)
    piece.refresh_from_db()
    said = {name: getattr(piece, name) for name in ("title", "place", "people", "event_on", "disclosure")}
    change_evidence(evidence=piece, version=piece.version, caption="新的说明", **said, by=cast.viewers["lead"], at=NOW)
    address = reverse("evidence:evidence", args=[piece.pk])
    body = cast.client("lead").get(address).content.decode()
    assert "第 2 稿待办公室" in body
    assert "<del>原来的说明</del> → 新的说明" in body
    assert "现用的是已认定的一稿" in cast.client("office").get(PAGE).content.decode()
    piece.refresh_from_db()
    assert cast.client("lead").post(f"{address}drop/", {"version": piece.version}).status_code == 303
    assert "第 2 稿待办公室" not in cast.client("lead").get(address).content.decode()


def test_the_ledger_and_the_task_tell_what_is_accepted(cast, made):
    one, _two = (filed(cast, title, tasks=made.tasks[:1]) for title in ("甲", "乙"))
    review(picked={one.pk: one.version}, act=Act.PASS, by=cast.office, at=NOW)
    client = cast.client("office")
    body = client.get("/ledger/?state=accepted").content.decode()
    assert "已认定 1 件" in body
    assert "共 2 件" in client.get("/ledger/").content.decode()
    task = client.get(reverse("plan:task", args=[made.tasks[0].pk])).content.decode()
    assert "其中已认定" in task
