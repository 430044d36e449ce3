"""What a pack says is mended once: the parts that say the same follow, what was put right by itself stays."""

from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign, make_slot
from tests.rooms.evidence.test_packs import SAID, packed
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound
from wenming.domain.evidence.review import Act
from wenming.evidence.actions.changing import change_evidence
from wenming.evidence.actions.citing import cite
from wenming.evidence.actions.pack_changing import Followed, change_pack
from wenming.evidence.actions.reviewing import review
from wenming.evidence.models import Evidence, SlotTally

NEW = {"title": "敬老月慰问", "place": "养老院", "people": "12 人", "caption": "改过", "disclosure": "internal"}


def changed(cast, pack, by=None, **more):
    return change_pack(pack=pack, **{"version": pack.version, **SAID, **more, "by": by or cast.viewers["lead"],
                                     "at": NOW})


def part(pack, name):
    return pack.evidence.get(pack_part=name)


def accepted(cast, evidence):
    review(picked={evidence.pk: evidence.version}, act=Act.PASS, by=cast.office, at=NOW)
    return Evidence.objects.get(pk=evidence.pk)


def test_the_parts_that_say_what_the_pack_said_follow(cast):
    pack = packed(cast)
    assert changed(cast, pack, **NEW, event_on=TODAY - timedelta(1)) == Followed(2, 0)
    for one in pack.evidence.all():
        assert one.said == {**NEW, "event_on": str(TODAY - timedelta(1)), "title": one.title}
    assert set(pack.evidence.values_list("title", flat=True)) == {"敬老月慰问通知", "敬老月慰问照片"}
    pack.refresh_from_db()
    assert (pack.title, pack.place, pack.version) == ("敬老月慰问", "养老院", 2)
    assert AuditEntry.objects.get(kind="evidence.pack_changed").after["rows"] == 2


def test_what_was_put_right_in_a_part_by_itself_stays(cast):
    pack = packed(cast)
    notice = part(pack, "notice")
    change_evidence(evidence=notice, version=notice.version, **{**notice.said, "place": "三楼", "event_on": TODAY},
                    by=cast.viewers["lead"], at=NOW)
    assert changed(cast, pack, place="养老院") == Followed(1, 0)
    assert [part(pack, name).place for name in ("notice", "photographs")] == ["三楼", "养老院"]


def test_a_part_that_was_accepted_stands_and_the_change_waits_for_review(cast):
    pack = packed(cast)
    notice = accepted(cast, part(pack, "notice"))
    assert changed(cast, pack, place="养老院") == Followed(2, 1)
    notice.refresh_from_db()
    assert (notice.place, notice.said_now["place"], notice.stage) == (SAID["place"], "养老院", "office")


def test_another_day_is_refused_while_a_part_was_accepted_with_this_one(cast):
    pack = packed(cast)
    notice = accepted(cast, part(pack, "notice"))
    with pytest.raises(InputRefused, match="“重阳节慰问通知”已按原来的日期认定"):
        changed(cast, pack, place="养老院", event_on=TODAY - timedelta(1))
    assert {one.place for one in pack.evidence.all()} == {SAID["place"]}
    change_evidence(evidence=notice, version=notice.version, **{**notice.said, "event_on": TODAY - timedelta(1)},
                    by=cast.viewers["lead"], at=NOW)
    assert changed(cast, pack, event_on=TODAY - timedelta(1)) == Followed(1, 0)


def test_what_it_counts_for_follows_the_day(cast):
    made, pack = make_campaign(cast, tasks=1), packed(cast)
    slot = make_slot(made.tasks[0], "通知", kind="any", window_from=TODAY, window_until=TODAY).slot
    cite(evidence=part(pack, "notice"), unit=cast.lead, slots=[slot], by=cast.viewers["lead"], at=NOW)
    assert SlotTally.objects.get(slot=slot).number == 1
    changed(cast, pack, event_on=TODAY - timedelta(1))
    assert not SlotTally.objects.filter(slot=slot, number__gt=0).exists()


@pytest.mark.parametrize(("more", "words"), [
    ({"title": " "}, "请写题名"), ({"event_on": TODAY + timedelta(1)}, "不能晚于今天"),
])
def test_what_cannot_be_is_refused_and_nothing_changes(cast, more, words):
    pack = packed(cast)
    with pytest.raises(InputRefused, match=words):
        changed(cast, pack, place="养老院", **more)
    assert {one.place for one in pack.evidence.all()} == {SAID["place"]}


def test_another_edit_is_told_and_not_written_over(cast):
    pack = packed(cast)
    changed(cast, pack, place="养老院")
    with pytest.raises(ChangedMeanwhile, match="养老院"):
        changed(cast, pack, place="礼堂", version=1)


def test_it_is_for_the_unit_and_the_office(cast):
    pack = packed(cast)
    with pytest.raises(NotAllowed):
        changed(cast, pack, by=cast.viewers["responsible"], place="礼堂")
    with pytest.raises(NotFound):
        changed(cast, pack, by=cast.stranger, place="礼堂")
    assert changed(cast, pack, by=cast.office, place="礼堂").parts == 2


def test_on_its_page_a_refused_change_keeps_what_was_typed(cast):
    pack, client = packed(cast), cast.client("lead")
    typed = {**SAID, "event_on": TODAY.isoformat(), "version": 9, "caption": "我写的说明"}
    answer = client.post(f"/ledger/packs/{pack.pk}/change/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("我写的说明", "已被别人改过", 'name="version" value="1"'))
    answer = client.post(f"/ledger/packs/{pack.pk}/change/", {**typed, "version": 1}, follow=True)
    assert "已保存，2 份材料跟着改。" in answer.content.decode()
