"""Doubts about photographs: told to those who may know, answered by the office, never in the way of filing."""

from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming
from tests.factories.scenes import as_jpeg, changed, photograph
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, NotFound
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.actions.doubting import answer_doubt, reconsider
from wenming.evidence.models import Evidence, PictureDoubt
from wenming.jobs.worker import drain

HERE = as_jpeg(photograph())
THEN = as_jpeg(changed(photograph(), "cropped 10 %, mirrored, watermarked, resized, quality 40"))
EARLIER = TODAY - timedelta(7)


def with_picture(cast, title, data, **more):
    return filed(cast, title, files=[incoming(f"{title}.jpg", data)], **more)


@pytest.fixture
def pair(cast):
    """One photograph, filed as two activities: the second time cut, mirrored and marked."""
    first = with_picture(cast, "清明活动", HERE, event_on=EARLIER)
    second = with_picture(cast, "学雷锋活动", THEN)
    drain()
    return first, second


def page(cast, evidence, who="office"):
    return cast.client(who).get(f"/ledger/{evidence.pk}/").content.decode()


def test_the_later_piece_is_doubted_and_says_against_what(cast, pair):
    first, second = pair
    doubt = PictureDoubt.objects.get()
    assert (doubt.evidence, doubt.other, doubt.kind) == (second, first, "same")
    told = page(cast, second)
    assert "《清明活动》" in told
    assert "镜像、裁剪" in told
    assert f"/ledger/{first.pk}/files/" in told
    assert "照片提醒" not in page(cast, first)


def test_filing_after_the_pictures_were_compared_says_the_same(cast):
    with_picture(cast, "清明活动", HERE, event_on=EARLIER)
    drain()
    mistaken = with_picture(cast, "传错的", THEN)
    drain()
    withdraw_evidence(evidence=mistaken, reason="传错", by=cast.office, at=NOW)
    again = with_picture(cast, "学雷锋活动", THEN)
    assert again.doubts.get().other.title == "清明活动"


def test_both_pictures_in_one_piece_are_no_doubt(cast):
    filed(cast, files=[incoming("一.jpg", HERE), incoming("二.jpg", THEN)])
    drain()
    assert not PictureDoubt.objects.exists()


@pytest.mark.parametrize(("event_on", "kinds"), [(TODAY, []), (EARLIER, ["burst"])])
def test_a_burst_is_doubted_where_it_shows_two_activities(cast, event_on, kinds):
    with_picture(cast, "上午", as_jpeg(photograph(), NOW), event_on=TODAY)
    with_picture(cast, "下午", as_jpeg(photograph(burst=1), NOW + timedelta(seconds=2)), event_on=event_on)
    drain()
    assert list(PictureDoubt.objects.exclude(kind="date").values_list("kind", flat=True)) == kinds


def test_the_day_of_the_camera_is_held_against_the_day_of_the_event(cast):
    piece = with_picture(cast, "学雷锋活动", as_jpeg(photograph(), NOW - timedelta(days=20)))
    assert (piece.doubts.get().kind, piece.doubts.get().days) == ("date", 20)
    assert "相差 20 天" in page(cast, piece)
    said = {name: getattr(piece, name) for name in ("title", "place", "people", "caption", "disclosure")}
    change_evidence(evidence=piece, version=1, event_on=TODAY - timedelta(20), by=cast.office, at=NOW, **said)
    assert not piece.doubts.exists()


def test_what_the_viewer_may_not_see_stays_unnamed(cast):
    first = with_picture(cast, "慰问名单照片", HERE, event_on=EARLIER, unit=cast.responsible, disclosure="withheld")
    second = with_picture(cast, "学雷锋活动", THEN, by=cast.viewers["lead"])
    drain()
    told = page(cast, second, "lead")
    assert "与一件您无权查看的佐证相似" in told
    assert "慰问名单照片" not in told
    assert f"/ledger/{first.pk}/" not in told
    assert "慰问名单照片" in page(cast, second, "office")


def test_the_office_answers_and_it_is_remembered(cast, pair):
    doubt = PictureDoubt.objects.get()
    address = f"/ledger/doubts/{doubt.pk}/answer/"
    client = cast.client("office")
    empty = client.post(address, {"answer": "checked", "reason": ""})
    assert empty.status_code == 422
    assert "请写明依据" in empty.content.decode()
    assert client.post(address, {"answer": "same_event", "reason": "两件是同一天的活动"}).status_code == 303
    reconsider(pair[1])
    doubt.refresh_from_db()
    assert (doubt.answer, doubt.reason, doubt.answered_by) == ("same_event", "两件是同一天的活动", cast.office.name)
    entry = AuditEntry.objects.get(kind="evidence.doubt_answered")
    assert (entry.after["answer"], entry.reason) == ("同一活动，正常", "两件是同一天的活动")
    assert "两件是同一天的活动" in page(cast, pair[1])


@pytest.mark.parametrize(("who", "refusal"), [
    ("lead", NotAllowed), ("head", NotAllowed), ("leader", NotAllowed), ("expert", NotAllowed), ("stranger", NotFound),
])
def test_nobody_else_answers(cast, pair, who, refusal):
    doubt = PictureDoubt.objects.get()
    with pytest.raises(refusal):
        answer_doubt(doubt=doubt, answer="checked", reason="核过", by=cast.viewers[who], at=NOW)
    assert cast.client(who).post(
        f"/ledger/doubts/{doubt.pk}/answer/", {"answer": "checked", "reason": "核过"}).status_code in {403, 404}


def test_an_answer_needs_its_choice_and_its_reason(cast, pair):
    for answer, reason in (("", "核过"), ("none", "核过"), ("checked", " ")):
        with pytest.raises(InputRefused):
            answer_doubt(doubt=PictureDoubt.objects.get(), answer=answer, reason=reason, by=cast.office, at=NOW)


def test_the_ledger_shows_what_is_doubtful_alone(cast, pair):
    def titles():
        shown = cast.client("expert").get("/ledger/", {"doubt": "1"}).content.decode()
        return {one.title for one in Evidence.objects.all() if f">{one.title}</a>" in shown}

    assert titles() == {"学雷锋活动"}
    answer_doubt(doubt=PictureDoubt.objects.get(), answer="replace", reason="换一张", by=cast.office, at=NOW)
    assert titles() == {"学雷锋活动"}
    answer_doubt(doubt=PictureDoubt.objects.get(), answer="checked", reason="核过", by=cast.office, at=NOW)
    assert titles() == set()


def test_against_a_withdrawn_piece_nothing_is_doubtful(cast, pair):
    withdraw_evidence(evidence=pair[0], reason="传错", by=cast.office, at=NOW)
    assert "照片提醒" not in page(cast, pair[1])
    assert "学雷锋活动</a>" not in cast.client("office").get("/ledger/", {"doubt": "1"}).content.decode()
