"""Units: whom a printed name means, and the verbs that keep the roster."""

from datetime import date, timedelta

import pytest

from tests.cast import NOW, TODAY, make_unit
from tests.factories.organisation import make_alias, make_everyone, make_listed_set
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound, RuleBroken
from wenming.organisation.actions import sets, units
from wenming.organisation.actions.units import NewUnit
from wenming.organisation.models import Unit, UnitSet
from wenming.organisation.queries.units import (
    match_units,
    resolve_sets,
    suggest_units,
    units_of,
)

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def match_one(cast, name: str, on: date) -> Unit | None:
    return match_units(cast.organisation.pk, [name], on)[name]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("机关党委", "机关党委"), ("厅机关党委", "机关党委"), ("机 关 党 委", "机关党委"), ("税政法规处", "税政法规处"),
        ("示范省财政厅税政法规处", "税政法规处"), ("老干处", "离退处"), ("厅老干处", "离退处"),
        ("直属机关党委", None), ("党委", None), ("税政处", None), ("水保处", None), ("", None),
    ],
)
def test_a_name_means_a_unit_only_where_that_is_sure(cast, printed, found):
    make_alias(cast.third, "老干处")
    unit = match_one(cast, printed, TODAY)
    assert (unit.name if unit else None) == found


def test_a_bare_name_of_two_units_means_neither_but_each_by_its_own_name(cast):
    one, two = make_unit(cast.organisation, "团委"), make_unit(cast.organisation, "厅团委")
    assert match_units(cast.organisation.pk, ["团委", "厅团委", "省厅团委"], TODAY) == {
        "团委": one, "厅团委": two, "省厅团委": None,
    }


def test_many_names_are_matched_with_one_query(cast, django_assert_num_queries):
    make_alias(cast.lead, "党办")
    make_alias(cast.lead, "党建办")
    with django_assert_num_queries(1):
        match_units(cast.organisation.pk, ["机关党委", "党办", "党建办", "离退处", "不存在的处"], TODAY)


def test_a_closed_unit_is_found_on_its_last_day_and_no_longer(cast):
    units.close_unit(unit=cast.third, valid_until=TODAY, by=cast.office, at=NOW)
    assert match_one(cast, "离退处", TODAY) == cast.third
    assert match_one(cast, "离退处", TOMORROW) is None


def test_suggestions_are_ordered_and_never_a_match(cast):
    centre = make_unit(cast.organisation, "后勤服务中心")
    assert suggest_units(cast.organisation.pk, "后勤中心", TODAY) == [centre]
    assert match_one(cast, "后勤中心", TODAY) is None
    assert suggest_units(cast.organisation.pk, "外事办", TODAY) == []


def test_everyone_is_every_valid_unit_but_associations(cast):
    force = make_unit(cast.organisation, "驻村工作队", kind=Unit.Kind.TASK_FORCE)
    make_unit(cast.organisation, "书画协会", kind=Unit.Kind.ASSOCIATION)
    make_unit(cast.organisation, "旧处", valid_until=YESTERDAY)
    make_unit(cast.organisation, "新处", valid_from=TOMORROW)
    everyone = make_everyone(cast.organisation)
    meant = resolve_sets(cast.organisation.pk, [everyone], TODAY)
    assert meant == {everyone.pk: [cast.lead, cast.responsible, cast.third, force]}


def test_a_listed_set_loses_closed_units(cast, django_assert_num_queries):
    listed = make_listed_set(cast.organisation, "窗口单位", cast.third, cast.lead)
    everyone = make_everyone(cast.organisation)
    units.close_unit(unit=cast.third, valid_until=YESTERDAY, by=cast.office, at=NOW)
    with django_assert_num_queries(2):
        meant = resolve_sets(cast.organisation.pk, [listed, everyone], TODAY)
    assert meant == {listed.pk: [cast.lead], everyone.pk: [cast.lead, cast.responsible]}


def test_adding_many_units_keeps_their_order_and_records_each(cast):
    added = units.add_units(
        units=[NewUnit("预算处"), NewUnit("信息中心", Unit.Kind.INSTITUTION, ("网络中心", "信息网络中心"))],
        by=cast.office, at=NOW,
    )
    assert list(units_of(cast.organisation.pk, TODAY))[-2:] == added
    assert match_one(cast, "厅网络中心", TODAY) == added[1]
    entries = AuditEntry.objects.filter(kind="organisation.unit_added").order_by("pk")
    assert [entry.after for entry in entries] == [
        {"kind": "处室", "aliases": []}, {"kind": "所属单位", "aliases": ["网络中心", "信息网络中心"]},
    ]


@pytest.mark.parametrize("name", ["机关党委", "党办", " 机关党委 ", ""])
def test_a_name_already_used_adds_nothing_of_the_batch(cast, name):
    make_alias(cast.lead, "党办")
    before = Unit.objects.count()
    with pytest.raises(InputRefused) as refused:
        units.add_units(units=[NewUnit("预算处"), NewUnit(name)], by=cast.office, at=NOW)
    assert "name" in refused.value.fields
    assert Unit.objects.count() == before


def test_an_alias_that_is_another_units_name_is_refused(cast):
    with pytest.raises(InputRefused, match="税政法规处"):
        units.add_alias(unit=cast.lead, name="税政法规处", by=cast.office, at=NOW)
    with pytest.raises(InputRefused):
        units.add_unit(name="预算处", aliases=["离退处"], by=cast.office, at=NOW)


def test_the_same_name_in_another_organisation_is_free(cast):
    assert units.add_unit(name="水保处", by=cast.office, at=NOW).organisation == cast.organisation


def test_a_renamed_unit_is_still_found_by_its_old_name_and_may_take_it_back(cast):
    renamed = units.change_unit(
        unit=cast.third, version=1, name="老干部处", kind=cast.third.kind, by=cast.office, at=NOW
    )
    assert match_one(cast, "离退处", TODAY) == renamed
    back = units.change_unit(unit=renamed, version=2, name="离退处", kind=renamed.kind, by=cast.office, at=NOW)
    assert [alias.name for alias in back.aliases.all()] == ["老干部处"]


def test_the_second_of_two_who_edit_one_unit_is_told_what_the_first_changed(cast):
    units.change_unit(unit=cast.third, version=1, name="老干部处", kind="division", by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match="老干部处"):
        units.change_unit(unit=cast.third, version=1, name="离退休处", kind="division", by=cast.office, at=NOW)
    cast.third.refresh_from_db()
    assert cast.third.name == "老干部处"


def test_closing_and_reopening(cast):
    units.close_unit(unit=cast.third, valid_until=TODAY, by=cast.office, at=NOW)
    with pytest.raises(RuleBroken, match="已定于"):
        units.close_unit(unit=cast.third, valid_until=TOMORROW, by=cast.office, at=NOW)
    assert units.reopen_unit(unit=cast.third, by=cast.office, at=NOW).valid_until is None
    with pytest.raises(RuleBroken, match="没有撤销"):
        units.reopen_unit(unit=cast.third, by=cast.office, at=NOW)


def test_a_unit_cannot_close_before_it_began(cast):
    young = units.add_unit(name="专班", valid_from=TODAY, by=cast.office, at=NOW)
    with pytest.raises(InputRefused) as refused:
        units.close_unit(unit=young, valid_until=YESTERDAY, by=cast.office, at=NOW)
    assert "valid_until" in refused.value.fields


def test_removing_an_alias(cast):
    alias = units.add_alias(unit=cast.lead, name="党办", by=cast.office, at=NOW)
    units.remove_alias(alias=alias, by=cast.office, at=NOW)
    assert match_one(cast, "党办", TODAY) is None


def test_a_set_lists_its_members_once(cast):
    made = sets.make_set(name="窗口单位", units=[cast.lead, cast.lead, cast.third], by=cast.office, at=NOW)
    assert resolve_sets(cast.organisation.pk, [made], TODAY)[made.pk] == [cast.lead, cast.third]
    for name, members in (("窗口单位", [cast.lead]), ("空", [])):
        with pytest.raises(InputRefused):
            sets.make_set(name=name, units=members, by=cast.office, at=NOW)


def test_the_set_of_everyone_is_made_once(cast):
    assert sets.everyone(by=cast.office, at=NOW) == sets.everyone(by=cast.office, at=NOW)
    assert UnitSet.objects.filter(kind=UnitSet.Kind.ALL).count() == 1


def test_nothing_of_another_organisation_can_be_touched(cast):
    foreign = cast.other_unit
    for attempt in (
        lambda: units.change_unit(unit=foreign, version=1, name="x", kind="division", by=cast.office, at=NOW),
        lambda: units.close_unit(unit=foreign, valid_until=date(2030, 1, 1), by=cast.office, at=NOW),
        lambda: units.reopen_unit(unit=foreign, by=cast.office, at=NOW),
        lambda: units.add_alias(unit=foreign, name="x", by=cast.office, at=NOW),
        lambda: units.remove_alias(alias=make_alias(foreign, "y"), by=cast.office, at=NOW),
        lambda: sets.make_set(name="混", units=[cast.lead, foreign], by=cast.office, at=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
