"""What is filed by midcourse, planned for many days and seeds without a database."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from wenming.demo.story import script
from wenming.demo.story.calendar import Calendar, Stage
from wenming.demo.story.entries import Entry, Owners, Planner
from wenming.demo.story.preparing import window_of
from wenming.demo.studio.chance import chance
from wenming.domain.evidence.filing import is_late

NAMES = [card.name for card in script.units()]
OWNERS = {card.number: Owners(NAMES[:2], NAMES) for card in script.tasks()}
DAYS = [date(2026, 11, 23), date(2027, 1, 1), date(2027, 3, 1), date(2027, 3, 15), date(2027, 3, 16), date(2028, 2, 29)]


def planned(today: date, seed: int = 1, scale: float = 1.0) -> list[Entry]:
    return Planner(Calendar.of(Stage.MIDCOURSE, today), OWNERS, chance(seed), scale).entries()


@pytest.fixture(params=[(day, seed) for day in DAYS for seed in (1, 2)], ids=str)
def case(request) -> tuple[Calendar, list[Entry]]:
    today, seed = request.param
    return Calendar.of(Stage.MIDCOURSE, today), planned(today, seed)


def test_there_are_three_hundred_over_several_months(case):
    _, entries = case
    assert len(entries) >= 300
    months = Counter(entry.event_on.month for entry in entries)
    assert len([month for month, count in months.items() if count >= 20]) >= 3


def test_nothing_lies_in_the_future_or_before_the_duties(case):
    calendar, entries = case
    for entry in entries:
        assert calendar.frozen < entry.event_on <= timezone.localdate(entry.filed_at) < calendar.today


def test_a_late_filing_has_its_reason_and_a_timely_one_none(case):
    _, entries = case
    for entry in entries:
        assert bool(entry.late_reason) == is_late(entry.event_on, timezone.localdate(entry.filed_at)), entry
    assert sum(bool(entry.late_reason) for entry in entries) >= 4


def test_slots_hold_what_the_script_says_inside_their_windows(case):
    calendar, entries = case
    for card in script.tasks():
        for place, slot in enumerate(card.slots):
            mine = [entry for entry in entries if (entry.task, entry.slot) == (card.number, place)]
            first, last = window_of(slot, calendar)
            assert all(first <= entry.event_on <= last for entry in mine)
            counts_files = slot.kind == "picture" and not slot.of_each_unit
            assert (sum(entry.photos for entry in mine) if counts_files else len(mine)) == slot.have


def test_silent_units_file_nothing_and_two_things_are_taken_back(case):
    _, entries = case
    assert not {entry.unit for entry in entries} & set(script.SILENT)
    assert len([entry for entry in entries if entry.withdrawn]) == 2
    assert not [entry for entry in entries if entry.withdrawn and entry.slot is not None]


def test_a_light_that_is_not_begun_gets_no_evidence(case):
    _, entries = case
    grey = {card.number for card in script.tasks() if card.light == "grey"}
    assert not grey & {entry.task for entry in entries}
    assert not grey & {entry.serves_too for entry in entries}


def test_the_same_seed_gives_the_same_and_another_another():
    today = date(2026, 11, 23)
    assert planned(today) == planned(today)
    assert planned(today) != planned(today, seed=2)


def test_a_smaller_scale_plans_less():
    assert 50 <= len(planned(date(2026, 11, 23), scale=0.1)) <= 120


def test_every_event_has_a_scene_that_can_be_drawn():
    from wenming.demo.studio.photographs import SCENES

    assert {event.scene for card in script.tasks() for event in card.events} <= set(SCENES)


def test_late_entries_were_late_by_weeks():
    late = [entry for entry in planned(date(2026, 11, 23)) if entry.late_reason]
    assert all(timezone.localdate(entry.filed_at) - entry.event_on < timedelta(days=45) for entry in late)
