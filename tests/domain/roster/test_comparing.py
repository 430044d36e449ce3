"""A row held against the roster: who it means, what it changes from which day on, and when it is not taken."""

from datetime import date

import pytest

from wenming.domain.roster.changes import Basis, UnitCard, Verdict
from wenming.domain.roster.comparing import compare
from wenming.domain.roster.matching import Known, OpenPost
from wenming.domain.roster.rows import Row
from wenming.domain.roster.values import Status

AS_OF = date(2026, 3, 1)
OFFICE, PARTY = UnitCard(1, "办公室"), UnitCard(2, "机关党委")
LABELS = {Status.ON_POST: "在岗", Status.RETIRED: "离退休", Status.SECONDED: "借调在外",
          Status.LONG_LEAVE: "长期休假", Status.LEFT: "已调离"}


def known(key, name="示范甲", **more):
    fields = {"staff_number": "", "unit_id": 1, "unit": "办公室", "status": Status.ON_POST, "since": date(2020, 1, 1),
              "party": False, "leadership": False, "stands_from": date(2020, 1, 1), **more}
    return Known(key, name, **fields)


def row(number=2, name="示范甲", unit="办公室", **more):
    return Row(number, name, unit=unit, **more)


def held(rows, people, *, correcting=False):
    basis = Basis(AS_OF, correcting, {"办公室": OFFICE, "机关党委": PARTY, "某处": None}, LABELS,
                  {"ID-A": "key-a", "ID-B": "key-b"}, {"138": "phone"})
    return compare(rows, people, basis)


def one(line, people, **more):
    return held([line], people, **more).outcomes[0]


def test_an_identity_number_finds_a_person_under_another_name():
    outcome = one(row(name="示范乙", id_number="ID-A"), [known(1, id_key="key-a")])
    assert (outcome.verdict, outcome.identity) == (Verdict.CHANGED, {"name": "示范乙"})


def test_a_staff_number_of_somebody_else_is_refused():
    outcome = one(row(name="示范乙", staff_number="7"), [known(1, staff_number="7")])
    assert outcome.verdict is Verdict.BAD
    assert "示范甲" in outcome.row.faults[0].reason


def test_two_numbers_of_two_people_are_refused():
    people = [known(1, id_key="key-a"), known(2, "示范乙", staff_number="7")]
    assert one(row(id_number="ID-A", staff_number="7"), people).verdict is Verdict.BAD


def test_another_identity_number_than_the_known_one_is_refused():
    person = known(1, staff_number="7", id_key="key-a")
    assert one(row(staff_number="7", id_number="ID-B"), [person]).verdict is Verdict.BAD


def test_namesakes_are_told_apart_or_refused():
    people = [known(1, staff_number="1"), known(2, staff_number="2")]
    assert one(row(staff_number="2"), people).known == people[1]
    assert "有 2 个示范甲" in one(row(), people).row.faults[0].reason


def test_a_name_nobody_else_bears_is_followed_to_another_unit_and_marked():
    outcome = one(row(unit="机关党委"), [known(1)])
    assert (outcome.verdict, outcome.by_name_alone, outcome.effective) == (Verdict.MOVED, True, AS_OF)


def test_of_two_namesakes_listed_elsewhere_neither_is_guessed():
    outcomes = held([row(unit="机关党委"), row(3)], [known(1)]).outcomes
    assert [outcome.verdict for outcome in outcomes] == [Verdict.BAD, Verdict.SAME]


def test_a_new_staff_number_is_a_namesake_where_the_known_one_has_another():
    assert one(row(staff_number="9"), [known(1, staff_number="1")]).verdict is Verdict.NEW


def test_two_rows_for_one_person_are_both_refused():
    people = [known(1, staff_number="7", id_key="key-a")]
    outcomes = held([row(staff_number="7"), row(3, unit="机关党委", id_number="ID-A")], people).outcomes
    assert {outcome.verdict for outcome in outcomes} == {Verdict.BAD}


@pytest.mark.parametrize(("since", "effective"), [(date(2025, 7, 1), date(2025, 7, 1)), (None, AS_OF)])
def test_a_status_changes_on_the_rows_day_or_the_workbooks(since, effective):
    outcome = one(row(status=Status.RETIRED, since=since), [known(1)])
    assert (outcome.verdict, outcome.effective) == (Verdict.STATUS, effective)


def test_a_status_that_would_begin_before_the_present_one_is_refused():
    outcome = one(row(status=Status.RETIRED, since=date(2019, 1, 1)), [known(1)])
    assert "早于名册里现状的起始 2020-01-01" in outcome.row.faults[0].reason


def test_a_workbook_older_than_the_roster_is_refused_row_by_row():
    outcome = one(row(unit="机关党委"), [known(1, stands_from=date(2026, 3, 2))])
    assert outcome.verdict is Verdict.BAD


def test_a_correction_takes_the_place_of_what_stands():
    outcome = one(row(unit="机关党委"), [known(1)], correcting=True)
    assert outcome.effective == date(2020, 1, 1)


def test_a_beginning_is_supplied_or_corrected_but_not_moved_by_a_change():
    assert one(row(since=date(2018, 1, 1)), [known(1)]).verdict is Verdict.SAME
    assert one(row(since=date(2018, 1, 1)), [known(1)], correcting=True).new_since == date(2018, 1, 1)
    assert one(row(since=date(2018, 1, 1)), [known(1, since=None)]).new_since == date(2018, 1, 1)
    earlier = known(1, has_earlier=True)
    assert one(row(since=date(2018, 1, 1)), [earlier], correcting=True).verdict is Verdict.BAD


def test_a_telephone_number_is_new_only_where_it_differs():
    assert one(row(phone="138"), [known(1, phone_key="phone")]).verdict is Verdict.SAME
    changed = one(row(phone="138"), [known(1, phone_key="other")])
    assert changed.identity == {"phone": "138"}
    assert "138" not in str(changed.changes)


def test_the_head_of_a_unit_changes_hands_by_the_rows():
    holder = known(1, posts=(OpenPost(9, "处长", 1, True, date(2020, 1, 1)),))
    assert one(row(posts=("处长",), head=True), [holder]).verdict is Verdict.SAME
    stepped = one(row(posts=("调研员",), head=False), [holder])
    assert (stepped.posts_taken, stepped.posts_left) == (("调研员",), (9,))
    assert stepped.changes[0].before == "处长（主要负责人）"


def test_who_is_not_listed_is_absent_unless_he_left_came_later_or_his_row_is_bad():
    people = [known(1), known(2, "示范乙", status=Status.LEFT), known(3, "示范丙", stands_from=date(2026, 3, 2)),
              known(4, "示范丁"), known(5, "示范戊")]
    comparison = held([row(), row(3, "示范丁", unit="某处")], people)
    assert [one.name for one in comparison.absent] == ["示范戊"]


def test_a_newcomer_needs_a_unit():
    assert one(row(name="示范乙", unit=""), []).verdict is Verdict.BAD
    new = one(row(name="示范乙"), [])
    assert (new.verdict, new.effective, new.new_since) == (Verdict.NEW, AS_OF, None)
