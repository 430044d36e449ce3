"""The material of one activity: filed in one act, nothing typed twice, added to later."""

from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming, jpeg, pdf
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound
from wenming.evidence.access import pack_for, parts_of
from wenming.evidence.actions.changing import withdraw_evidence
from wenming.evidence.actions.packing import file_pack, fill_pack, put_in_pack, take_out_of_pack
from wenming.evidence.models import EventPack, Evidence

SAID = {"title": "重阳节慰问", "event_on": TODAY, "place": "老干部活动中心", "people": "退休干部 31 人",
        "caption": "看望退休老同志", "disclosure": "proactive"}


def files(*parts):
    return {part: [incoming(f"{part}.jpg", jpeg("red")) if part == "photographs" else incoming(
        f"{part}.pdf", pdf(part))] for part in parts}


def packed(cast, *parts, by=None, **more):
    return file_pack(**{**SAID, "unit": cast.lead, "parts": files(*(parts or ("notice", "photographs"))),
                        "by": by or cast.viewers["lead"], "at": NOW, **more})


def test_each_part_becomes_evidence_that_says_what_the_pack_says(cast):
    pack = packed(cast, "notice", "sign_in", "photographs")
    parts = Evidence.objects.filter(pack=pack).order_by("pk")
    assert [(one.pack_part, one.title) for one in parts] == [
        ("notice", "重阳节慰问通知"), ("sign_in", "重阳节慰问签到表"), ("photographs", "重阳节慰问照片")]
    for one in parts:
        told = (one.unit, one.event_on, one.place, one.people, one.caption, one.disclosure)
        assert told == (cast.lead, *(SAID[name] for name in ("event_on", "place", "people", "caption", "disclosure")))
    entry = AuditEntry.objects.get(kind="evidence.pack_filed")
    assert entry.after["parts"] == "通知、签到表、照片"


@pytest.mark.parametrize(("more", "words"), [
    ({"parts": {}}, "至少在一处放一个文件"), ({"title": "  "}, "写活动名称"),
    ({"event_on": TODAY + timedelta(1)}, "不能晚于今天"), ({"event_on": TODAY - timedelta(31)}, "补录原因"),
])
def test_what_does_not_hold_files_nothing_at_all(cast, more, words):
    with pytest.raises(InputRefused, match=words):
        packed(cast, **more)
    assert not EventPack.objects.exists()
    assert not Evidence.objects.exists()


def test_another_unit_files_and_fills_no_pack_of_this_one(cast):
    with pytest.raises(NotAllowed):
        packed(cast, by=cast.viewers["responsible"])
    pack = packed(cast)
    with pytest.raises(NotAllowed, match="只有该单位"):
        fill_pack(pack=pack, parts=files("summary"), by=cast.viewers["responsible"], at=NOW)


def test_a_withheld_pack_is_not_found_by_others(cast):
    pack = packed(cast, disclosure="withheld")
    with pytest.raises(NotFound):
        pack_for(cast.viewers["responsible"], pack.pk)
    with pytest.raises(NotFound):
        fill_pack(pack=pack, parts=files("summary"), by=cast.viewers["responsible"], at=NOW)
    assert pack_for(cast.office, pack.pk) == pack


def test_a_part_comes_later_and_takes_all_from_the_pack(cast):
    pack = packed(cast, "notice")
    (summary,) = fill_pack(pack=pack, parts=files("summary"), by=cast.office, at=NOW)
    assert (summary.title, summary.place, summary.unit) == ("重阳节慰问总结", SAID["place"], cast.lead)


def test_more_of_a_part_that_is_there_is_its_next_revision(cast):
    pack = packed(cast, "notice")
    more = {"notice": [incoming("补.pdf", pdf("补"))]}
    (notice,) = fill_pack(pack=pack, parts=more, by=cast.office, at=NOW)
    assert pack.evidence.get() == notice
    assert [one.name for one in notice.revisions.get(is_current=True).files.all()] == ["notice.pdf", "补.pdf"]


def test_a_part_that_was_withdrawn_is_lacking_again(cast):
    pack = packed(cast, "notice")
    withdraw_evidence(evidence=pack.evidence.get(), reason="传错", by=cast.office, at=NOW)
    assert not parts_of(cast.office, pack).exists()
    fill_pack(pack=pack, parts=files("notice"), by=cast.office, at=NOW)
    assert parts_of(cast.office, pack).get().pack_part == "notice"


class TestEvidenceFiledBefore:
    def test_is_put_in_with_all_it_serves_and_taken_out_again(self, cast):
        made, pack = make_campaign(cast, tasks=1), packed(cast)
        evidence = filed(cast, tasks=made.tasks)
        put_in_pack(evidence=evidence, pack=pack, part="news", by=cast.viewers["lead"], at=NOW)
        evidence.refresh_from_db()
        assert (evidence.pack, evidence.pack_part, evidence.citations.count()) == (pack, "news", 1)
        take_out_of_pack(evidence=evidence, by=cast.viewers["lead"], at=NOW)
        evidence.refresh_from_db()
        assert (evidence.pack, evidence.pack_part, evidence.citations.count()) == (None, "", 1)
        with pytest.raises(ChangedMeanwhile, match="已经不在"):
            take_out_of_pack(evidence=evidence, by=cast.viewers["lead"], at=NOW)

    def test_of_one_pack_is_not_moved_unseen_to_another(self, cast):
        first, second = packed(cast), packed(cast, "summary", title="另一次")
        with pytest.raises(ChangedMeanwhile, match="重阳节慰问"):
            put_in_pack(evidence=first.evidence.first(), pack=second, part="news", by=cast.office, at=NOW)

    def test_is_put_in_by_whoever_may_change_both(self, cast):
        pack, evidence = packed(cast), filed(cast, unit=cast.responsible)
        for who in ("lead", "responsible"):
            with pytest.raises(NotAllowed):
                put_in_pack(evidence=evidence, pack=pack, part="news", by=cast.viewers[who], at=NOW)
        with pytest.raises(NotFound):
            put_in_pack(evidence=evidence, pack=pack, part="news", by=cast.stranger, at=NOW)

    def test_needs_a_part_it_is(self, cast):
        with pytest.raises(InputRefused, match="哪一部分"):
            put_in_pack(evidence=filed(cast), pack=packed(cast), part="gift", by=cast.office, at=NOW)
