"""What a person was on any day: changes follow each other, corrections take the place of what was wrong."""

from datetime import date, timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.organisation import make_person
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused
from wenming.domain.roster.populations import BY_CODE, POPULATIONS, population_named
from wenming.organisation.actions import headcounts, people
from wenming.organisation.models import Person, Standing
from wenming.organisation.queries.people import latest_headcounts
from wenming.organisation.queries.standings import (
    compared_with_roster,
    history_of,
    people_on,
    per_status_on,
    populations_on,
)

FIRST, LATER = date(2020, 1, 1), date(2025, 7, 1)
DAY = timedelta(days=1)


def changed(cast, person, **more):
    person = Person.objects.get(pk=person.pk)
    given = {"name": person.name, "unit": person.unit, "staff_number": "", "party_member": person.party_member, **more}
    return people.change_person(person=person, version=person.version, by=cast.office, at=NOW, **given)


def status(cast, person, act, **more):
    person = Person.objects.get(pk=person.pk)
    return act(person=person, version=person.version, by=cast.office, at=NOW, **more)


def units_on(cast, *days):
    return [[one.unit.name for one in people_on(cast.organisation.pk, day)] for day in days]


def test_a_move_is_dated_and_the_past_stays(cast):
    person = people.add_person(name="示范甲", unit=cast.third, since=FIRST, by=cast.office, at=NOW)
    changed(cast, person, unit=cast.lead, effective=LATER)
    assert units_on(cast, FIRST - DAY, FIRST, LATER - DAY, LATER, TODAY) == [
        [], ["离退处"], ["离退处"], ["机关党委"], ["机关党委"]]
    assert AuditEntry.objects.filter(kind="organisation.person_moved").count() == 1
    assert [one.withdrawn_at for one in history_of(person)] == [None, None]


def test_a_correction_leaves_what_was_believed_to_be_read_and_not_to_be_counted(cast):
    person = people.add_person(name="示范甲", unit=cast.third, since=FIRST, by=cast.office, at=NOW)
    changed(cast, person, unit=cast.lead)
    assert units_on(cast, FIRST, TODAY) == [["机关党委"], ["机关党委"]]
    right, wrong = history_of(person)
    assert (wrong.unit, wrong.withdrawn_by, right.valid_from) == (cast.third, "办公室经办人", FIRST)


def test_a_correction_of_the_day_moves_the_end_of_what_was_before(cast):
    person = people.add_person(name="示范甲", unit=cast.third, since=FIRST, by=cast.office, at=NOW)
    status(cast, person, people.change_status, status="retired", since=LATER)
    status(cast, person, people.correct_status, status="retired", since=LATER + 30 * DAY)
    counts = [per_status_on(cast.organisation.pk, day) for day in (LATER, LATER + 29 * DAY, LATER + 30 * DAY)]
    assert counts == [{"on_post": 1}, {"on_post": 1}, {"retired": 1}]
    assert Standing.objects.exclude(withdrawn_at=None).count() == 2
    with pytest.raises(InputRefused, match="前一段登记"):
        status(cast, person, people.correct_status, status="retired", since=FIRST)
    assert Standing.objects.that_hold().count() == 2


def test_a_second_change_of_one_day_replaces_the_first(cast):
    person = people.add_person(name="示范甲", unit=cast.third, since=FIRST, by=cast.office, at=NOW)
    for word in ("seconded", "long_leave"):
        status(cast, person, people.change_status, status=word, since=LATER)
    assert per_status_on(cast.organisation.pk, LATER) == {"long_leave": 1}
    assert Standing.objects.that_hold().count() == 2


@pytest.mark.parametrize("act", [
    lambda cast, person: changed(cast, person, unit=cast.lead, effective=FIRST - DAY),
    lambda cast, person: changed(cast, person, unit=cast.lead, effective=TODAY + DAY),
    lambda cast, person: status(cast, person, people.change_status, status="retired", since=TODAY + DAY),
    lambda cast, person: status(cast, person, people.correct_status, status="retired", since=TODAY + DAY),
    lambda cast, person: people.add_person(name="示范乙", unit=cast.lead, since=TODAY + DAY, by=cast.office, at=NOW),
])
def test_what_is_still_to_come_or_lies_before_is_refused_and_nothing_is_kept(cast, act):
    person = people.add_person(name="示范甲", unit=cast.third, since=FIRST, by=cast.office, at=NOW)
    with pytest.raises(InputRefused):
        act(cast, person)
    assert Standing.objects.count() == 1
    assert Person.objects.get().version == 1


def test_a_name_corrected_is_no_chapter_of_a_life(cast):
    person = people.add_person(name="示范甲", unit=cast.third, since=FIRST, by=cast.office, at=NOW)
    changed(cast, person, name="示范乙")
    assert Standing.objects.count() == 1


@pytest.fixture
def roster(cast):
    for name, more in {
        "甲": {"party_member": True, "in_leadership": True}, "乙": {"status": "seconded", "party_member": True},
        "丙": {"status": "retired", "party_member": True}, "丁": {"status": "left", "party_member": True},
        "戊": {"status": "long_leave"}, "己": {},
    }.items():
        make_person(cast.third, f"示范{name}", since=FIRST, **more)
    return cast


def test_who_is_counted_as_what(roster):
    here = roster.organisation.pk
    counts = populations_on(here, TODAY)
    assert counts == {"staff": 4, "on_post": 2, "party": 2, "leadership": 1, "retired": 1}
    for one in POPULATIONS:
        assert people_on(here, TODAY, population=one).count() == counts[one.code]
    assert set(populations_on(here, FIRST - DAY).values()) == {0}


def test_entered_figures_stand_beside_the_rosters_of_the_same_day(roster, django_assert_num_queries):
    here, by = roster.organisation.pk, roster.office
    for name, day, count in (("职工总人数", TODAY, 5), ("党员总数", FIRST - DAY, 1), ("某种人", TODAY, 9)):
        headcounts.record_headcount(population=name, as_of=day, count=count, by=by, at=NOW)
    entered = list(latest_headcounts(here, TODAY).values())
    with django_assert_num_queries(1):
        compared = {one.entered.population: (one.counted, one.difference) for one in
                    compared_with_roster(here, entered)}
    assert compared == {"职工总人数": (4, -1), "党员总数": (0, -1)}


def test_populations_go_by_the_names_of_plans_and_statistics():
    assert population_named("党员 总数") == BY_CODE["party"]
    assert population_named("注册志愿者") is None
    names = [name for one in POPULATIONS for name in (one.label, *one.names)]
    assert len(set(names)) == len({(name, population_named(name).code) for name in names})
