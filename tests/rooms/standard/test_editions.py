"""An edition is written whole, comes back as the tree it was, and once frozen never changes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.cast import NOW
from tests.factories.standard import LECTURES, TREE, frozen, proposed, uploaded
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.standard.findings import Finding, FindingKind
from wenming.domain.standard.nodes import Node, Veto, rule_from_json
from wenming.standard.actions.correcting import add_indicator, change_indicator, remove_indicator
from wenming.standard.actions.deciding import decide_finding, freeze_edition, reopen_finding
from wenming.standard.actions.describing import describe_edition
from wenming.standard.actions.uploading import discard_edition, upload_edition
from wenming.standard.actions.writing import write_edition
from wenming.standard.models import Edition, EditionFinding, Indicator, MaterialSlot
from wenming.standard.queries.trees import lines_of, tree_of

pytestmark = pytest.mark.django_db
State = EditionFinding.State
SCORE_TWICE = Finding(FindingKind.TEXT_FIELD_MISMATCH, "1.2", "“1.2”正文写 5 分，分值栏写 3 分", 3)


def messages(edition, state=State.OPEN):
    return [one.message for one in edition.findings.filter(state=state)]


def changed(line, by, **more):
    said = {"code": line.code, "name": line.name, "max_score": line.max_score, "cap": line.cap, "bonus": line.bonus,
            "levels": line.levels, "version": Edition.objects.get(pk=line.edition_id).version}
    return change_indicator(indicator=line, rule=rule_from_json(line.rule), by=by, at=NOW, **(said | more))


def test_what_was_read_comes_back_as_the_same_tree(cast):
    edition = proposed(cast.office, vetoes=[Veto("两年内发生重大安全事故", months=24)])
    slotless = tuple(replace(top, children=top.children) for top in TREE)
    back = tree_of(edition)
    assert [one.code for one in back] == [one.code for one in slotless]
    assert back[0].children[1].rule == LECTURES.rule
    assert [(one.kind, one.min, one.what) for one in back[0].children[1].slots] == [
        ("photo", 2, "讲堂照片"), ("original_record", 1, "讲堂记录")]
    assert edition.counts == [2, 4]
    assert [one.key for one in lines_of(edition)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert edition.vetoes.get().months == 24


def test_a_deep_tree_is_written_and_read(cast):
    leaf = Node("20", "最深一层", Fraction(1))
    for level in range(19, 0, -1):
        leaf = Node(str(level), f"第 {level} 层", Fraction(1), children=(leaf,))
    edition = proposed(cast.office, [leaf], declared=None)
    assert edition.counts == [1] * 20
    assert tree_of(edition)[0].children[0].code == "2"


def test_an_edition_given_up_leaves_no_line_and_no_slot(cast):
    edition = proposed(cast.office)
    assert MaterialSlot.objects.count() == 3
    discard_edition(edition=edition, by=cast.office, at=NOW)
    assert not Indicator.objects.exists()
    assert not MaterialSlot.objects.exists()
    assert not EditionFinding.objects.exists()


def test_what_is_read_after_it_was_given_up_is_not_written(cast):
    edition = uploaded(cast.office)
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.DISCARDED)
    write_edition(edition=edition, nodes=TREE, noticed=[], vetoes=[], declared=None, by=cast.office, at=NOW)
    assert not Indicator.objects.exists()


def test_the_same_edition_is_not_taken_twice(cast):
    edition = uploaded(cast.office)
    with pytest.raises(InputRefused, match="已经有“2025”这一版"):
        upload_edition(file=edition.source_file, standard=edition.standard, title="", label="2025", issuer="",
                       by=cast.office, at=NOW)
    with pytest.raises(InputRefused, match="名称"):
        upload_edition(file=edition.source_file, standard=None, title="", label="2026", issuer="", by=cast.office,
                       at=NOW)


def test_nothing_is_frozen_while_something_is_open(cast):
    edition = proposed(cast.office, noticed=[SCORE_TWICE])
    with pytest.raises(RuleBroken, match="还有 1 处没有核对"):
        freeze_edition(edition=edition, version=edition.version, by=cast.office, at=NOW)
    finding = edition.findings.get()
    assert finding.indicator.code == "1.2"
    with pytest.raises(InputRefused, match="为什么"):
        decide_finding(finding=finding, state="kept", note=" ", by=cast.office, at=NOW)
    decide_finding(finding=finding, state="kept", note="以正文为准", by=cast.office, at=NOW)
    with pytest.raises(RuleBroken, match="没有重复处理"):
        decide_finding(finding=finding, state="kept", note="再说一遍", by=cast.office, at=NOW)
    reopen_finding(finding=finding, by=cast.office, at=NOW)
    finding.refresh_from_db()
    assert (finding.state, finding.note) == ("open", "")
    decide_finding(finding=finding, state="corrected", note="改成了正文的", by=cast.office, at=NOW)
    edition = freeze_edition(edition=edition, version=edition.version, by=cast.office, at=NOW)
    assert edition.state == "frozen"
    assert edition.findings.get().note == "改成了正文的"


def test_a_line_put_right_takes_its_finding_away_and_a_wrong_one_brings_it(cast):
    edition = proposed(cast.office)
    assert messages(edition) == []
    line = lines_of(edition).get(code="1.2")
    changed(line, cast.office, max_score=Decimal(3))
    found = messages(edition)
    assert len(found) == 1
    assert "“1”" in found[0] or "1" in found[0]
    changed(line, cast.office, max_score=Decimal(5))
    assert messages(edition) == []
    assert messages(edition, State.GONE) == found
    changed(line, cast.office, max_score=Decimal(3))
    assert messages(edition) == found


def test_the_declared_total_is_held_against_the_lines(cast):
    edition = proposed(cast.office)
    describe_edition(
        edition=edition, version=edition.version, declared_total=Decimal(21), pass_mark=None, completeness="complete",
        statement_limit=500, honour_levels=["省级", "国家级"], source_note="", by=cast.office, at=NOW,
    )
    assert [one.kind for one in edition.findings.filter(state=State.OPEN)] == ["total_mismatch"]


def test_lines_are_added_and_taken_out_and_keep_their_order(cast):
    edition = proposed(cast.office)
    top = lines_of(edition).get(code="1")
    made = add_indicator(edition=edition, parent=top, version=edition.version, code="1.3", name="有创建氛围",
                         max_score=None, by=cast.office, at=NOW)
    made.refresh_from_db()
    assert (made.key, made.position, made.level) == ("1.3", 4, 1)
    assert [one.code for one in lines_of(edition)] == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2"]
    edition.refresh_from_db()
    remove_indicator(indicator=top, version=edition.version, by=cast.office, at=NOW)
    assert [(one.code, one.key, one.position) for one in lines_of(edition)] == [
        ("2", "1", 1), ("2.1", "1.1", 2), ("2.2", "1.2", 3)]
    assert not MaterialSlot.objects.exists()


def test_two_people_at_one_edition_are_told(cast):
    edition = proposed(cast.office)
    line = lines_of(edition).get(code="1.2")
    changed(line, cast.office, name="道德讲堂", version=edition.version)
    with pytest.raises(RuleBroken, match="刚被别人改过"):
        changed(line, cast.office, name="讲堂", version=edition.version)
    line.refresh_from_db()
    assert line.name == "道德讲堂"


def test_a_frozen_edition_never_changes(cast):
    edition = frozen(cast)
    line = lines_of(edition).get(code="1.2")
    with pytest.raises(RuleBroken, match="已经定版"):
        changed(line, cast.office, name="另一条")
    for row in (line, edition):
        with pytest.raises(RuleBroken, match="已经定版"):
            row.save()
    with pytest.raises(RuleBroken, match="已经定版"):
        line.delete()
    with pytest.raises(RuleBroken, match="已经定版"):
        discard_edition(edition=edition, by=cast.office, at=NOW)


@pytest.mark.parametrize("who", ["lead", "leader", "expert", "member"])
def test_only_the_office_puts_an_edition_right(cast, who):
    edition = proposed(cast.office)
    with pytest.raises(NotAllowed):
        changed(lines_of(edition).get(code="1.2"), cast.viewers[who], name="x")
    with pytest.raises(NotAllowed):
        freeze_edition(edition=edition, version=edition.version, by=cast.viewers[who], at=NOW)


def test_another_organisation_finds_nothing(cast):
    edition = proposed(cast.office)
    with pytest.raises(NotFound):
        changed(lines_of(edition).get(code="1.2"), cast.stranger, name="x")
