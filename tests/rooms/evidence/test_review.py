"""The review of evidence: whose turn it is, batches, what comes back, what stands still once accepted."""

import pytest
from django.urls import reverse

from tests.cast import NOW
from tests.factories.evidence import filed, incoming, jpeg
from tests.factories.plan import make_campaign
from wenming.audit.actions.removing import undo
from wenming.audit.models import AuditEntry, Removal
from wenming.domain.authority import Held, Role, Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound, RuleBroken
from wenming.domain.evidence.review import Act
from wenming.evidence.access import turn_of, visible_to
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.actions.citing import uncite
from wenming.evidence.actions.filing import add_files
from wenming.evidence.actions.reviewing import drop_proposal, hand_in, review
from wenming.evidence.errors import NotAllReviewed
from wenming.evidence.models import Evidence
from wenming.evidence.queries.reviewing import waiting_for
from wenming.notices.models import Notice
from wenming.organisation.registry import due_items

SAID = ("title", "place", "people", "caption", "event_on", "disclosure")


@pytest.fixture
def made(cast):
    """Tasks led by the lead unit, with the responsible unit (which has a head) sharing them."""
    return make_campaign(cast, tasks=2)


@pytest.fixture
def piece(cast, made):
    """Filed by the contact of the responsible unit for a task another unit leads."""
    return filed(cast, unit=cast.responsible, by=cast.viewers["responsible"], tasks=made.tasks[:1])


def passed(evidence, by, act=Act.PASS, **more):
    evidence.refresh_from_db()
    review(picked={evidence.pk: evidence.version}, act=act, by=by, at=NOW, **more)
    evidence.refresh_from_db()


def changed(evidence, by, **more):
    evidence.refresh_from_db()
    said = {**{name: getattr(evidence, name) for name in SAID}, **more}
    change_evidence(evidence=evidence, version=evidence.version, **said, by=by, at=NOW)
    evidence.refresh_from_db()


def accepted(cast, **more):
    evidence = filed(cast, **more)
    passed(evidence, cast.office)
    return evidence


def waiting(viewer):
    return list(waiting_for(visible_to(viewer), turn_of(viewer)))


def test_it_goes_from_head_to_lead_to_office_and_counts_all_the_way(cast, piece):
    for who, stage in (("head", "head"), ("lead", "lead"), ("office", "office")):
        assert (piece.stage, piece.state) == (stage, "filed")
        assert [name for name in ("responsible", "head", "lead", "office") if waiting(cast.viewers[name])] == [who]
        assert "/ledger/review/" in {item.url for item in due_items(cast.viewers[who], NOW.date())}
        passed(piece, cast.viewers[who])
    assert (piece.stage, piece.accepted) == ("accepted", True)
    assert [(one.party, one.stage) for one in piece.steps.all()] == [
        ("contact", "head"), ("head", "lead"), ("lead", "office"), ("office", "accepted")]
    assert AuditEntry.objects.filter(kind="evidence.evidence_accepted").count() == 1


@pytest.mark.parametrize(
    ("who", "serves", "stage"),
    [
        ("responsible by responsible", True, "head"), ("responsible by head", True, "lead"),
        ("responsible by head", False, "office"), ("responsible by office", True, "office"),
        ("lead by lead", True, "office"), ("third by office", True, "office"),
    ],
)
def test_a_step_taken_by_filing_or_with_nobody_to_take_it_is_skipped(cast, made, who, serves, stage):
    unit, _, by = who.split()
    tasks = made.tasks[:1] if serves else []
    assert filed(cast, unit=getattr(cast, unit), by=cast.viewers[by], tasks=tasks).stage == stage


def test_what_is_withheld_from_other_units_is_not_shown_to_the_lead_unit(cast, made):
    withheld = filed(cast, unit=cast.responsible, by=cast.viewers["head"], tasks=made.tasks, disclosure="withheld")
    assert withheld.stage == "office"
    piece = filed(cast, "二", unit=cast.responsible, by=cast.viewers["head"], tasks=made.tasks)
    changed(piece, cast.viewers["head"], disclosure="withheld")
    assert piece.stage == "office"


def test_what_serves_the_lead_unit_no_more_does_not_wait_for_it(cast, made):
    piece = filed(cast, unit=cast.responsible, by=cast.viewers["head"], tasks=made.tasks[:1])
    uncite(citation=piece.citations.get(), by=cast.viewers["head"], at=NOW)
    piece.refresh_from_db()
    assert piece.stage == "office"


@pytest.mark.parametrize("who", ["responsible", "lead", "leader", "expert", "member", "system_admin", "stranger"])
def test_nobody_else_passes_what_waits_for_the_head(cast, piece, who):
    with pytest.raises(RuleBroken):
        review(picked={piece.pk: piece.version}, act=Act.PASS, by=cast.viewers[who], at=NOW)
    piece.refresh_from_db()
    assert piece.stage == "head"


def test_a_batch_is_done_whole_or_not_at_all_and_says_of_each_why(cast, piece):
    own = filed(cast, "牵头单位自己的")
    filed(cast, "第三件")
    passed(own, cast.office)
    picked = {row.pk: row.version for row in Evidence.objects.all()}
    with pytest.raises(NotAllReviewed) as refused:
        review(picked=picked, act=Act.PASS, by=cast.office, at=NOW)
    assert refused.value.rows == ("“牵头单位自己的”现在是“已认定”，不能通过",)
    assert set(Evidence.objects.values_list("stage", flat=True)) == {"head", "accepted", "office"}


def test_the_second_of_two_reviewers_is_told_who_was_first(cast, piece):
    picked = {piece.pk: piece.version}
    review(picked=picked, act=Act.PASS, by=cast.viewers["head"], at=NOW)
    with pytest.raises(ChangedMeanwhile, match="刚被别人办过或改过，最近由单位负责人通过，现为“待牵头单位”"):
        review(picked=picked, act=Act.RETURN, code="time", by=cast.office, at=NOW)


@pytest.mark.parametrize(("code", "words"), [("", ""), ("nonsense", "x"), ("other", "  ")])
def test_a_return_needs_its_reason(cast, piece, code, words):
    with pytest.raises(InputRefused):
        review(picked={piece.pk: piece.version}, act=Act.RETURN, code=code, words=words, by=cast.office, at=NOW)


def test_nothing_picked_or_not_there_is_refused(cast, piece):
    with pytest.raises(InputRefused):
        review(picked={}, act=Act.PASS, by=cast.office, at=NOW)
    with pytest.raises(NotFound):
        review(picked={piece.pk: piece.version, 10**9: 1}, act=Act.PASS, by=cast.office, at=NOW)


def test_what_is_returned_goes_back_is_mended_and_handed_in_again(cast, piece):
    passed(piece, cast.viewers["head"])
    passed(piece, cast.viewers["lead"], Act.RETURN, code="unclear", words="人脸看不清")
    assert (piece.state, piece.stage, piece.returns) == ("returned", "returned", 1)
    told = Notice.objects.filter(title__contains="被退回")
    assert {notice.to.username for notice in told} == {"responsible", "head"}
    assert "看不清：人脸看不清" in told[0].body
    item = next(one for one in due_items(cast.viewers["responsible"], NOW.date()) if one.kind == "退回")
    assert (item.url, item.why) == (reverse("evidence:evidence", args=[piece.pk]), "看不清，改好后重新报送")
    changed(piece, cast.viewers["responsible"], caption="换了清楚的")
    assert piece.stage == "returned"
    hand_in(evidence=piece, version=piece.version, by=cast.viewers["responsible"], at=NOW)
    with pytest.raises(ChangedMeanwhile):
        hand_in(evidence=piece, version=piece.version, by=cast.viewers["responsible"], at=NOW)
    piece.refresh_from_db()
    assert (piece.state, piece.stage) == ("filed", "head")
    passed(piece, cast.viewers["head"], Act.RETURN, code="time")
    assert piece.returns == 2


def test_what_is_accepted_stands_still_and_a_change_is_a_new_revision(cast):
    piece = accepted(cast, caption="原来的说明", files=[incoming("一.jpg", jpeg())])
    lead = cast.viewers["lead"]
    changed(piece, lead, caption="新的说明")
    add_files(evidence=piece, files=[incoming("二.jpg", jpeg("red"))], by=lead, at=NOW)
    piece.refresh_from_db()
    assert (piece.caption, piece.state, piece.stage) == ("原来的说明", "filed", "office")
    assert piece.revisions.get(is_current=True).files.count() == 1
    assert (piece.proposed.number, piece.proposed.said["caption"]) == (3, "新的说明")
    passed(piece, cast.office)
    assert (piece.caption, piece.stage, piece.proposed) == ("新的说明", "accepted", None)
    current = piece.revisions.get(is_current=True)
    assert (current.number, current.files.count()) == (3, 2)
    first = piece.revisions.get(number=1)
    assert first.said["caption"] == "原来的说明"
    assert first.accepted_by == "办公室经办人"


def test_a_returned_proposal_leaves_the_accepted_one_counting_and_can_be_given_up(cast):
    piece = accepted(cast)
    changed(piece, cast.viewers["lead"], title="改了题名")
    passed(piece, cast.office, Act.RETURN, code="unrelated")
    assert (piece.state, piece.stage, piece.title) == ("filed", "returned", "宪法日宣讲")
    drop_proposal(evidence=piece, version=piece.version, by=cast.viewers["lead"], at=NOW)
    piece.refresh_from_db()
    assert (piece.stage, piece.proposed, piece.title) == ("accepted", None, "宪法日宣讲")
    changed(piece, cast.viewers["lead"], title="再改")
    assert piece.proposed.number == 3, "no number is used twice"


def test_only_the_office_takes_out_what_is_accepted_and_it_comes_back_accepted(cast):
    piece = accepted(cast)
    with pytest.raises(RuleBroken, match="只有领导小组办公室可以撤回"):
        withdraw_evidence(evidence=piece, reason="传错", by=cast.viewers["lead"], at=NOW)
    withdraw_evidence(evidence=piece, reason="传错", by=cast.office, at=NOW)
    piece.refresh_from_db()
    assert (piece.state, piece.accepted) == ("withdrawn", True)
    undo(removal=Removal.objects.get(), by=cast.office, at=NOW)
    piece.refresh_from_db()
    assert (piece.state, piece.stage) == ("filed", "accepted")


def test_a_contact_of_the_lead_unit_who_is_also_head_elsewhere_is_only_what_he_is(cast, piece):
    both = Viewer(None, "身兼两职", cast.organisation.pk, held=(
        Held(Role.UNIT_HEAD, cast.third.pk), Held(Role.LIAISON, cast.lead.pk)))
    assert waiting(both) == []
    with pytest.raises(RuleBroken, match="只有处室负责人"):
        review(picked={piece.pk: piece.version}, act=Act.PASS, by=both, at=NOW)
