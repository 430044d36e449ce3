"""Who gets a duty, by when; what names mean; figures as fractions; marks in the source."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plan.drafts import EVERYONE, make_draft, make_task
from wenming.domain.errors import InputRefused
from wenming.domain.plan import answers as answering
from wenming.domain.plan.campaign import campaign_name, phase_slug
from wenming.domain.plan.draft import Finding, Owner, PhaseDraft, PlanDraft, Span
from wenming.domain.plan.expansion import expanded, usual_deadline
from wenming.domain.plan.figure import exact, first_day, last_day, wanted
from wenming.domain.plan.lines import Line
from wenming.domain.plan.marks import Piece, marked_lines
from wenming.domain.plan.naming import (
    MatchKind,
    Roster,
    collective,
    ex_officio_set,
    match,
    matches,
    name_key,
    named_units,
    unit_kind,
)

ROSTER = Roster(
    units={1: "机关党委", 2: "办公室", 3: "工会", 9: "摄影协会"}, named={"机关党委": 1, "厅工会": 3},
    everyone=(1, 2, 3), sets={"各协会": (7, (9,))},
)


def answer(choice: str, *units: int) -> dict:
    return answering.to_data(answering.Answer(choice, "", units))


def shares(draft: PlanDraft, answers: dict | None = None) -> dict[str, dict[int, str]]:
    """Task key → unit id → role of its duty."""
    answers = answers or {}
    named = matches(named_units(draft), ROSTER, answers)
    return {
        one.task.key: {unit_id: share.role for unit_id, share in one.duties.items()}
        for one in expanded(draft, named, answers, ROSTER)
    }


def plan(*tasks, findings=()) -> PlanDraft:
    return PlanDraft(tasks=tasks, findings=findings)


def test_everyone_is_every_unit_and_a_lead_leads_though_also_among_everyone():
    assert shares(plan(make_task("t1"))) == {"t1": {1: "lead", 2: "responsible", 3: "responsible"}}


ASKED = Finding("f1", "indefinite_set", "?", Span(10, 0, 1), "t1")


@pytest.mark.parametrize(
    ("given_answer", "duties", "resolved"),
    [
        (None, {1: "lead"}, False),
        (answer("later"), {1: "lead"}, False),
        (answer("units", 2), {1: "lead", 2: "responsible"}, True),
        (answer("units", 1, 2), {1: "lead", 2: "responsible"}, True),
        (answer("units", 404), {1: "lead"}, False),
        (answer("everyone"), {1: "lead", 2: "responsible", 3: "responsible"}, True),
    ],
)
def test_an_indefinite_set_comes_down_to_what_was_answered(given_answer, duties, resolved):
    draft = plan(make_task("t1", responsible=("相关处室、单位",)), findings=(ASKED,))
    answers = {"f1": given_answer} if given_answer else {}
    assert shares(draft, answers) == {"t1": duties}
    named = matches(named_units(draft), ROSTER, answers)
    assert expanded(draft, named, answers, ROSTER)[0].shares[-1].resolved is resolved


def test_a_task_nobody_is_named_for_waits_for_the_office():
    one = expanded(plan(make_task("t1", lead=(), responsible=())), {}, {}, ROSTER)[0]
    assert (one.duties, one.shares[0].resolved) == ({}, False)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (EVERYONE, MatchKind.EVERYONE), ("厅机关各处室、单位", MatchKind.EVERYONE),
        ("相关处室、单位", MatchKind.INDEFINITE),
        ("各有关单位", MatchKind.INDEFINITE), ("各协会组织", MatchKind.LISTED), ("各处室", MatchKind.LISTED),
        ("机关党委", None), ("厅团委", None), ("兴趣小组", None),
    ],
)
def test_collective_is_judged_by_its_words(name, kind):
    assert collective(name) is kind


@pytest.mark.parametrize(
    ("name", "kind", "members", "known"),
    [
        ("厅工会", MatchKind.UNIT, (3,), True), ("各协会", MatchKind.LISTED, (9,), True),
        ("各协会组织", MatchKind.LISTED, (), False), ("文化处", MatchKind.UNKNOWN, (), False),
        (EVERYONE, MatchKind.EVERYONE, (1, 2, 3), True), ("相关处室", MatchKind.INDEFINITE, (), True),
    ],
)
def test_match_finds_what_the_roster_knows_and_no_more(name, kind, members, known):
    found = match(name, ROSTER)
    assert (found.kind, found.members, found.is_known) == (kind, members, known)


@pytest.mark.parametrize(
    ("choice", "members", "kind"),
    [(answer("units", 9, 404), (9,), MatchKind.LISTED), (answer("later"), (), MatchKind.LISTED),
     (answer("everyone"), (1, 2, 3), MatchKind.EVERYONE)],
)
def test_a_person_says_whom_a_collective_means(choice, members, kind):
    found = matches(["各协会组织"], ROSTER, {name_key("各协会组织"): choice})["各协会组织"]
    assert (found.members, found.kind, found.is_known) == (members, kind, True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("厅团委", "party_and_mass"), ("驻村扶贫队", "task_force"), ("信息网络中心", "institution"),
     ("科研所", "institution"), ("兴趣小组", "association"), ("办公室", "division"), ("政研室", "division")],
)
def test_kind_of_a_new_unit(name, kind):
    assert unit_kind(name) == kind


def test_ex_officio_member_is_told_from_a_name():
    assert ex_officio_set("厅机关各处室、单位主要负责人") == "厅机关各处室、单位"
    assert ex_officio_set("王某") is None


@pytest.mark.parametrize(
    ("phases", "day"),
    [
        ((("组织实施阶段", "2026-11"), ("总结提高阶段", "2026-12")), date(2026, 11, 30)),
        ((("起步", "2026-02"), ("收尾", "2026-12-15")), date(2026, 12, 15)),
        ((("组织实施阶段", None), ("收尾", "2024-02")), date(2024, 2, 29)),
        ((("起步", None),), None),
        ((), None),
    ],
)
def test_usual_deadline(phases, day):
    assert usual_deadline([PhaseDraft(f"p{n}", name, None, end) for n, (name, end) in enumerate(phases)]) == day


def test_a_printed_deadline_prevails():
    draft = make_draft()
    found = expanded(draft, matches(named_units(draft), ROSTER, {}), {}, ROSTER)
    assert [one.deadline for one in found[:2]] == [date(2026, 6, 30), date(2026, 11, 30)]


@pytest.mark.parametrize(
    ("value", "unit", "fraction"),
    [("95", "%", Fraction(95, 100)), ("99.5", "%", Fraction(995, 1000)), ("2", "万个", Fraction(2)),
     ("5", "‰", Fraction(5, 1000))],
)
def test_wanted_is_the_exact_fraction(value, unit, fraction):
    numerator, denominator = wanted(value, unit)
    assert Fraction(numerator, denominator) == fraction
    assert denominator > 0


def test_95_per_cent_is_95_of_100():
    assert wanted("95", "%") == (95, 100)


@given(st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False))
def test_exact_loses_nothing(value):
    assert exact(str(value)) == Fraction(value)


@pytest.mark.parametrize("text", ["", "约5", "1e3", "-1", "５", "1.", ".5", "1,000"])
def test_exact_refuses_what_is_no_plain_decimal(text):
    with pytest.raises(InputRefused):
        exact(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2026-02", date(2026, 2, 1), date(2026, 2, 28)), ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
     ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)), ("2026-13", None, None), ("2026", None, None),
     ("", None, None)],
)
def test_months_have_a_first_and_a_last_day(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    ("title", "name"),
    [("示范厅创建全国文明单位工作方案（2026-2027年）", "示范厅创建全国文明单位（2026-2027年）"),
     ("实施方案", "实施方案"), ("文明创建三年行动", "文明创建三年行动")],
)
def test_campaign_name(title, name):
    assert campaign_name(title) == name


def test_phase_slugs_are_of_the_glossary():
    assert [phase_slug(name) for name in ("筹备发动阶段", "组织实施阶段", "总结提高阶段", "自查迎检阶段", "其他")] == [
        "mobilise", "implement", "consolidate", "prepare_review", "",
    ]


class TestAnswers:
    def test_units_must_be_named_where_they_are_asked(self):
        with pytest.raises(InputRefused):
            answering.choice_of(ASKED, "units", ())

    def test_a_choice_the_finding_has_not_is_refused(self):
        with pytest.raises(InputRefused):
            answering.choice_of(ASKED, "accept", ())

    def test_an_unknown_kind_can_be_taken_as_read(self):
        assert [one.code for one in answering.choices(Finding("f", "newer_kind", "?"))] == ["noted"]

    def test_an_answer_survives_its_json(self):
        one = answering.Answer("units", "指明单位：办公室", (2,), "王某", "2026-03-02T10:00:00+08:00")
        assert answering.answer_of(answering.to_data(one)) == one


class TestMarks:
    TEXT = "1、学习。（牵头单位：机关党委、办公室，责任单位：相关处室）"

    def owner(self, name: str) -> Owner:
        start = self.TEXT.index(name)
        return Owner(name, (Span(1, start, start + len(name)),))

    def test_names_beside_each_other_are_one_mark_and_doubts_are_underlined(self):
        task = make_task("t1", spans=(Span(1, 0, len(self.TEXT)),))
        leads = (self.owner("机关党委"), self.owner("办公室"))
        task = replace(task, lead_units=leads, responsible_units=(self.owner("相关处室"),))
        doubt = Finding("f1", "indefinite_set", "?", self.owner("相关处室").spans[0], "t1")
        line = marked_lines([Line(1, self.TEXT), Line(2, " ")], plan(task), [doubt])
        assert len(line) == 1
        assert [one for one in line[0].pieces if one.kind] == [
            Piece("机关党委、办公室", "lead"), Piece("相关处室", "duty", doubt=True),
        ]
        assert "".join(one.text for one in line[0].pieces) == self.TEXT
        assert (line[0].task, line[0].findings) == ("t1", ("f1",))

    @given(st.integers(-5, 80), st.integers(-5, 80))
    def test_no_span_however_wrong_loses_a_character(self, start, end):
        task = make_task("t1", lead=(), spans=(Span(1, start, end), Span(9, 0, 3)))
        doubt = Finding("f1", "number_gap", "?", Span(1, start, end), "t1")
        line = marked_lines([Line(1, self.TEXT)], plan(task), [doubt])[0]
        assert "".join(one.text for one in line.pieces) == self.TEXT
