"""A roster from upload to the roster: what the check shows is what is written, all of it or nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, TODAY
from tests.factories.organisation import make_head, make_person
from tests.rooms.organisation.sheets import HEADS, upload, xlsx
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, RuleBroken
from wenming.jobs.models import Job
from wenming.jobs.worker import drain
from wenming.organisation.actions import people, rosters
from wenming.organisation.actions.unit_names import name_units
from wenming.organisation.intake.rosters import take_roster
from wenming.organisation.models import Person, Post, RosterImport, RosterLine, Standing, UnitAlias
from wenming.organisation.queries.roster import unknown_units
from wenming.organisation.queries.standings import people_on

YESTERDAY = TODAY - timedelta(days=1)


def take(cast, *rows, heads=HEADS, as_of=TODAY, nature="change", by=None) -> RosterImport:
    """An import whose check has run."""
    roster = take_roster(
        content=upload(xlsx(heads, *rows)), name="名册.xlsx", as_of=as_of, nature=nature, by=by or cast.office, at=NOW
    )
    drain()
    roster.refresh_from_db()
    return roster


def confirm(cast, roster, *, leave_out_bad=False, mark_absent=False) -> RosterImport:
    rosters.confirm_roster(
        roster=roster, digest=roster.digest, leave_out_bad=leave_out_bad, mark_absent=mark_absent, by=cast.office,
        at=NOW,
    )
    drain()
    roster.refresh_from_db()
    return roster


def line(roster, name) -> RosterLine:
    return RosterLine.objects.get(roster=roster, name=name)


def test_the_check_writes_nothing_and_the_import_what_it_showed(cast):
    roster = take(
        cast, ("示范甲", "001", "离退处", "处长", "在岗", "2020-01-02", "中共党员"),
        ("示范乙", None, "机关党委", None, None, None, "群众"),
    )
    assert (roster.state, roster.counts) == ("checked", {"new": 2})
    assert not Person.objects.exists()
    confirm(cast, roster)
    assert roster.state == "applied"
    first, second = Person.objects.order_by("pk")
    assert (first.name, first.staff_number, first.unit, first.status, first.since, first.party_member) == (
        "示范甲", "001", cast.third, "on_post", date(2020, 1, 2), True)
    assert (second.since, second.party_member) == (None, False)
    assert [post.title for post in first.posts.all()] == ["处长"]
    assert {one.valid_from for one in Standing.objects.all()} == {date(2020, 1, 2), TODAY}
    assert set(Standing.objects.values_list("source", flat=True)) == {roster.pk}
    entry = AuditEntry.objects.get(kind="organisation.roster_applied")
    assert (entry.actor_label, entry.after["summary"]) == ("办公室经办人", "新登记 2 人，改动 0 人")


def test_the_same_workbook_again_changes_nothing(cast):
    row = ("示范甲", "001", "离退处", "处长", "在岗", "2020-01-02", "中共党员")
    confirm(cast, take(cast, row))
    again = take(cast, row)
    assert again.counts == {"same": 1}
    with pytest.raises(RuleBroken, match="完全一致"):
        confirm(cast, again)


def test_every_change_is_shown_field_by_field_and_dated(cast):
    make_person(cast.third, "示范甲", since=date(2020, 1, 1))
    moved = take(cast, ("示范甲", "007", "机关党委", "主任", "退休", "2026-02-01", "党员"))
    shown = line(moved, "示范甲")
    assert (shown.verdict, shown.effective) == ("moved", date(2026, 2, 1))
    assert shown.changes == [
        ["单位", "离退处", "机关党委"], ["人员状态", "在岗", "离退休"], ["中共党员", "否", "是"],
        ["工号", "未登记", "007"], ["职务", "无", "主任"],
    ]
    assert shown.by_name_alone
    confirm(cast, moved)
    before, after = Standing.objects.order_by("valid_from")
    assert (before.unit, before.status, before.valid_until) == (cast.third, "on_post", date(2026, 1, 31))
    assert (after.unit, after.status, after.valid_from, after.party_member) == (
        cast.lead, "retired", date(2026, 2, 1), True)
    assert before.withdrawn_at is None
    on = {day: people_on(cast.organisation.pk, day).get().unit for day in (date(2026, 1, 31), date(2026, 2, 1))}
    assert list(on.values()) == [cast.third, cast.lead]


def test_a_correction_replaces_what_was_wrong_instead_of_ending_it(cast):
    make_person(cast.third, "示范甲", since=date(2020, 1, 1))
    confirm(cast, take(cast, ("示范甲", None, "机关党委", None, None, None, None), nature="correction"))
    wrong, right = Standing.objects.order_by("pk")
    assert (wrong.withdrawn_at is not None, wrong.valid_until) == (True, None)
    assert (right.valid_from, right.unit, right.withdrawn_at) == (date(2020, 1, 1), cast.lead, None)
    assert people_on(cast.organisation.pk, date(2021, 1, 1)).get().unit == cast.lead


def test_an_empty_cell_changes_nothing(cast):
    person = make_person(cast.third, "示范甲", since=date(2020, 1, 1), party_member=True, staff_number="1")
    make_head(cast.third, "处长甲")
    roster = take(cast, ("示范甲", None, None, None, None, None, None))
    assert line(roster, "示范甲").verdict == "same"
    assert line(roster, "示范甲").person == person


def test_posts_follow_and_those_elsewhere_stay(cast):
    person = make_head(cast.third, "示范甲").person
    Post.objects.create(organisation=cast.organisation, unit=cast.lead, title="会长", person=person, valid_from=TODAY)
    confirm(cast, take(cast, ("示范甲", None, "离退处", "副处长", None, None, None)))
    held = {(post.title, post.valid_until) for post in Post.objects.all()}
    assert held == {("主要负责人", YESTERDAY), ("会长", None), ("副处长", None)}


def test_a_head_is_named_by_a_column_of_its_own(cast):
    heads = ("姓名", "单位", "主要负责人")
    confirm(cast, take(cast, ("示范甲", "离退处", "是"), ("示范乙", "离退处", "否"), heads=heads))
    assert [(post.person.name, post.is_head) for post in Post.objects.all()] == [("示范甲", True)]
    assert take(cast, ("示范甲", "离退处", "是"), ("示范乙", "离退处", "否"), heads=heads).counts == {"same": 2}


def test_those_not_listed_stay_unless_the_office_says_so(cast):
    make_person(cast.third, "示范甲", since=date(2020, 1, 1))
    make_person(cast.third, "示范丙", since=TODAY)
    roster = take(cast, ("示范乙", None, "离退处", None, None, None, None), as_of=YESTERDAY)
    assert roster.counts == {"new": 1, "absent": 1}
    confirm(cast, roster)
    assert Person.objects.get(name="示范甲").status == "on_post"
    again = take(cast, ("示范乙", None, "离退处", None, None, None, None))
    confirm(cast, again, mark_absent=True)
    left = Person.objects.get(name="示范甲")
    assert (left.status, left.since) == ("left", TODAY)
    assert people_on(cast.organisation.pk, YESTERDAY).get(person=left).status == "on_post"


def test_bad_rows_hold_the_import_up_until_they_are_left_out(cast):
    roster = take(cast, ("示范甲", None, "离退处", None, "不详", None, None), ("示范乙", None, "离退处", *[None] * 4))
    assert roster.counts == {"bad": 1, "new": 1}
    assert line(roster, "示范甲").faults == [
        ["人员状态", "人员状态“不详”认不出", "改为在岗、离退休、借调在外、长期休假、已调离之一"]]
    with pytest.raises(RuleBroken, match="还有 1 行有问题"):
        confirm(cast, roster)
    assert confirm(cast, roster, leave_out_bad=True).state == "applied"
    assert [person.name for person in Person.objects.all()] == ["示范乙"]


def test_an_unknown_unit_is_chosen_once_and_remembered(cast):
    roster = take(cast, ("示范甲", None, "离退休处", *[None] * 4), ("示范乙", None, "离退休处", *[None] * 4))
    assert roster.counts == {"bad": 2}
    ((name, rows, alike),) = unknown_units(roster)
    assert (name, rows, alike) == ("离退休处", 2, [cast.third])
    name_units(roster=roster, names=[(name, cast.third)], by=cast.office, at=NOW)
    drain()
    roster.refresh_from_db()
    assert roster.counts == {"new": 2}
    assert UnitAlias.objects.get().unit == cast.third


def test_what_was_looked_at_is_what_is_written_or_nothing(cast):
    make_person(cast.third, "示范甲", since=date(2020, 1, 1))
    roster = take(cast, ("示范甲", None, "机关党委", *[None] * 4))
    rosters.confirm_roster(
        roster=roster, digest=roster.digest, leave_out_bad=False, mark_absent=False, by=cast.office, at=NOW
    )
    people.change_person(
        person=Person.objects.get(), version=1, name="示范甲", unit=cast.responsible, staff_number="",
        party_member=False, effective=YESTERDAY, by=cast.office, at=NOW,
    )
    drain()
    roster.refresh_from_db()
    assert (roster.state, Person.objects.get().unit) == ("checked", cast.responsible)
    assert "重新试算" in roster.why_again
    assert line(roster, "示范甲").changes == [["单位", "税政法规处", "机关党委"]]
    assert confirm(cast, roster).state == "applied"


def test_a_confirmation_of_an_older_check_is_refused(cast):
    roster = take(cast, ("示范甲", None, "机关党委", *[None] * 4))
    with pytest.raises(ChangedMeanwhile):
        rosters.confirm_roster(
            roster=roster, digest="0" * 64, leave_out_bad=False, mark_absent=False, by=cast.office, at=NOW
        )
    confirm(cast, roster)
    with pytest.raises(ChangedMeanwhile):
        confirm(cast, roster)
    assert Person.objects.count() == 1


def test_an_older_workbook_does_not_overwrite_a_newer_state(cast):
    make_person(cast.third, "示范甲", since=TODAY)
    roster = take(cast, ("示范甲", None, "机关党委", *[None] * 4), as_of=YESTERDAY)
    assert "晚于本表的截至日期" in line(roster, "示范甲").faults[0][1]


def test_a_discarded_import_leaves_only_its_file(cast):
    roster = take(cast, ("示范甲", None, "机关党委", *[None] * 4))
    rosters.discard_roster(roster=roster, by=cast.office, at=NOW)
    roster.refresh_from_db()
    assert (roster.state, roster.lines.count(), Person.objects.count()) == ("discarded", 0, 0)
    with pytest.raises(RuleBroken, match="已放弃"):
        rosters.check_again(roster=roster, by=cast.office, at=NOW)


def test_while_a_check_runs_nothing_else_begins(cast):
    roster = take_roster(
        content=upload(xlsx(HEADS, ("示范甲", None, "机关党委"))), name="名册.xlsx", as_of=TODAY, nature="change",
        by=cast.office, at=NOW,
    )
    for act in (rosters.check_again, rosters.discard_roster):
        with pytest.raises(RuleBroken, match="请等它办完"):
            act(roster=roster, by=cast.office, at=NOW)


def test_a_sheet_without_people_is_refused_and_can_be_laid_out_anew(cast):
    roster = take(cast)
    assert roster.state == "checking"
    assert "表头下面没有人" in Job.objects.get(pk=roster.job_id).message
    rosters.discard_roster(roster=roster, by=cast.office, at=NOW)


def test_who_does_not_keep_the_roster_may_not_import(cast):
    with pytest.raises(NotAllowed):
        take(cast, ("示范甲",), by=cast.viewers["lead"])
    with pytest.raises(InputRefused, match="还没有到"):
        take(cast, ("示范甲",), as_of=TODAY + timedelta(days=1))
    assert not RosterImport.objects.exists()


def test_many_people_are_checked_and_written_with_as_many_queries_as_few(cast):
    counts = []
    for size in (2, 40):
        people = [(f"示范{size}{number}", f"{size}-{number}", "离退处", "科员") for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            assert confirm(cast, take(cast, *people)).state == "applied"
        counts.append(len(queries))
    assert counts[0] == counts[1]
