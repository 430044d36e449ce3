"""The roster, posts, head-counts and the leading group."""

from datetime import date, timedelta

import pytest

from tests.cast import LONG_AGO, NOW, TODAY, make_unit
from tests.factories.organisation import make_everyone, make_head, make_listed_set, make_person
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound, RuleBroken
from wenming.organisation.actions import groups, headcounts, people
from wenming.organisation.models import GroupMember, Headcount, Person
from wenming.organisation.queries.groups import groups_of, members_on
from wenming.organisation.queries.people import heads_on, latest_headcounts, posts_of

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
Role, Status = GroupMember.Role, Person.Status


def test_a_person_is_entered_and_recorded(cast):
    person = people.add_person(name="甲某", unit=cast.third, party_member=True, by=cast.office, at=NOW)
    assert (person.status, person.organisation) == (Status.ON_POST, cast.organisation)
    assert AuditEntry.objects.get(kind="organisation.person_added").after == {"unit": "离退处"}


def test_a_staff_number_belongs_to_one_person(cast):
    people.add_person(name="甲某", unit=cast.third, staff_number="001", by=cast.office, at=NOW)
    with pytest.raises(InputRefused, match="甲某"):
        people.add_person(name="乙某", unit=cast.third, staff_number="001", by=cast.office, at=NOW)
    for name in ("丙某", "丁某"):
        people.add_person(name=name, unit=cast.third, by=cast.office, at=NOW)


def test_of_party_membership_only_that_it_changed_is_recorded(cast):
    person = make_person(cast.third, "甲某")
    people.change_person(
        person=person, version=1, name="甲某", unit=cast.lead, staff_number="", party_member=True, by=cast.office,
        at=NOW,
    )
    entry = AuditEntry.objects.get(kind="organisation.person_changed")
    assert entry.before == {"name": "甲某", "unit": "离退处", "staff_number": ""}
    assert entry.after == {"name": "甲某", "unit": "机关党委", "staff_number": "", "party_member": True}


def test_a_status_is_dated_and_goes_forward(cast):
    person = make_person(cast.third, "甲某", since=YESTERDAY)
    changed = people.change_status(person=person, version=1, status=Status.RETIRED, since=TODAY, by=cast.office, at=NOW)
    assert (changed.status, changed.since) == (Status.RETIRED, TODAY)
    with pytest.raises(InputRefused, match="离退休"):
        people.change_status(person=changed, version=2, status=Status.LEFT, since=YESTERDAY, by=cast.office, at=NOW)


def test_the_second_of_two_who_edit_one_person_is_told(cast):
    person = make_person(cast.third, "甲某")
    people.change_status(person=person, version=1, status=Status.SECONDED, since=TODAY, by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match="借调在外"):
        people.change_person(
            person=person, version=1, name="甲某", unit=cast.lead, staff_number="", party_member=False,
            by=cast.office, at=NOW,
        )


def test_posts_begin_and_end_on_days_that_count(cast):
    person = make_person(cast.third, "甲某")
    post = people.appoint(
        person=person, unit=cast.third, title="处长", is_head=True, valid_from=TODAY, by=cast.office, at=NOW
    )
    with pytest.raises(InputRefused, match="已任"):
        people.appoint(
            person=person, unit=cast.third, title="处长", is_head=True, valid_from=TODAY, by=cast.office, at=NOW
        )
    with pytest.raises(InputRefused):
        people.end_post(post=post, valid_until=YESTERDAY, by=cast.office, at=NOW)
    ended = people.end_post(post=post, valid_until=TODAY, by=cast.office, at=NOW)
    with pytest.raises(RuleBroken, match="已于"):
        people.end_post(post=ended, valid_until=TOMORROW, by=cast.office, at=NOW)
    held = {day: list(heads_on(cast.organisation.pk, [cast.third.pk], day)) for day in (YESTERDAY, TODAY, TOMORROW)}
    assert held == {YESTERDAY: [], TODAY: [cast.third.pk], TOMORROW: []}
    assert list(posts_of(person)) == [post]


def test_a_second_figure_for_the_same_day_corrects_the_first(cast):
    def record(count, as_of=TODAY):
        return headcounts.record_headcount(population="员工总人数", as_of=as_of, count=count, by=cast.office, at=NOW)

    record(480)
    record(482)
    record(470, LONG_AGO)
    assert Headcount.objects.count() == 2
    assert latest_headcounts(cast.organisation.pk, TODAY)["员工总人数"].count == 482
    assert latest_headcounts(cast.organisation.pk, YESTERDAY)["员工总人数"].count == 470
    assert AuditEntry.objects.get(kind="organisation.headcount_corrected").before == {"count": 480, "source": ""}
    with pytest.raises(InputRefused, match="还没有到"):
        record(500, TOMORROW)


def test_members_by_office_are_the_heads_on_that_day(cast):
    make_head(cast.lead, "前任", until=YESTERDAY)
    make_head(cast.lead, "现任", since=TODAY)
    make_head(cast.responsible, "处长")
    group = groups.form_group(name="领导小组", office_unit=cast.lead, by=cast.office, at=NOW)
    everyone = make_everyone(cast.organisation)
    groups.add_member(group=group, role=Role.MEMBER, ex_officio="各处室、单位主要负责人", unit_set=everyone,
                      by=cast.office, at=NOW)
    groups.add_member(group=group, role=Role.HEAD, name="组长某", by=cast.office, at=NOW)
    seats = members_on(group, TODAY)
    assert [seat.names for seat in seats] == [["组长某"], ["现任", "处长"]]
    assert seats[1].without == (cast.third,)
    assert members_on(group, YESTERDAY)[1].names == ["前任", "处长"]


def test_a_member_released_belongs_up_to_that_day(cast):
    group = groups.form_group(name="领导小组", by=cast.office, at=NOW)
    member = groups.add_member(group=group, role=Role.HEAD, name="甲某", by=cast.office, at=NOW)
    groups.release_member(member=member, valid_until=TODAY, by=cast.office, at=NOW)
    assert [len(members_on(group, day)) for day in (TODAY, TOMORROW)] == [1, 0]
    with pytest.raises(RuleBroken):
        groups.release_member(member=member, valid_until=TODAY, by=cast.office, at=NOW)


@pytest.mark.parametrize("given", [{}, {"name": "甲某", "ex_officio": "各处室负责人"}])
def test_a_member_is_someone_by_name_or_by_office(cast, given):
    group = groups.form_group(name="领导小组", by=cast.office, at=NOW)
    with pytest.raises(InputRefused):
        groups.add_member(group=group, role=Role.MEMBER, by=cast.office, at=NOW, **given)


def test_members_are_resolved_with_as_many_queries_however_many_there_are(cast, django_assert_num_queries):
    group = groups.form_group(name="领导小组", by=cast.office, at=NOW)
    for number in range(3):
        unit = make_unit(cast.organisation, f"处{number}")
        make_head(unit, f"处长{number}")
        groups.add_member(group=group, role=Role.MEMBER, ex_officio=f"第{number}批负责人", by=cast.office, at=NOW,
                          unit_set=make_listed_set(cast.organisation, f"第{number}批", unit))
        with django_assert_num_queries(4):
            assert members_on(group, TODAY)[-1].names == [f"处长{number}"]


def test_nothing_of_another_organisation_can_be_touched(cast):
    theirs = make_person(cast.other_unit, "外人")
    group = groups.form_group(name="领导小组", by=cast.stranger, at=NOW)
    post = make_head(cast.other_unit, "外处长")
    common = {"by": cast.office, "at": NOW}
    for attempt in (
        lambda: people.add_person(name="x", unit=cast.other_unit, **common),
        lambda: people.change_status(person=theirs, version=1, status=Status.LEFT, since=TODAY, **common),
        lambda: people.change_person(person=theirs, version=1, name="x", unit=cast.lead, staff_number="",
                                     party_member=False, **common),
        lambda: people.appoint(person=theirs, unit=cast.lead, title="处长", is_head=True, valid_from=TODAY, **common),
        lambda: people.end_post(post=post, valid_until=date(2030, 1, 1), **common),
        lambda: groups.add_member(group=group, role=Role.HEAD, name="x", **common),
        lambda: groups.form_group(name="x", office_unit=cast.other_unit, **common),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not groups_of(cast.organisation.pk).exists()
