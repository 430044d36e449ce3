"""The plan of the demo is in the genre's form, fictional, and read without a guess."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from wenming.demo.story import people, script
from wenming.demo.story.calendar import Calendar, Stage
from wenming.domain.plan.lines import lines_of
from wenming.domain.plan.reader import read_plan

PLANS = os.environ.get("WENMING_PLANS", "")


@pytest.fixture(scope="module")
def text():
    return script.plan_text(Calendar.of(Stage.MIDCOURSE, date(2026, 11, 23)).printed())


@pytest.fixture(scope="module")
def draft(text):
    return read_plan(lines_of(text))


def test_the_plan_has_six_areas_25_tasks_four_targets_and_four_phases(draft):
    assert len(draft.areas) == 6
    assert [task.number for task in draft.tasks] == [f"{number}、" for number in range(1, 26)]
    targets = [(target.op, target.value) for task in draft.tasks for target in task.targets]
    assert sorted(targets) == [(">=", "30"), (">=", "90"), (">=", "90"), (">=", "95")]
    assert [phase.name for phase in draft.phases] == ["筹备发动阶段", "组织实施阶段", "总结提高阶段", "自查迎检阶段"]


def test_the_phases_are_those_of_the_calendar(draft):
    phases = Calendar.of(Stage.MIDCOURSE, date(2026, 11, 23)).phases.values()
    assert [(phase.start, phase.end) for phase in draft.phases] == [
        (f"{window.first:%Y-%m}", f"{window.last:%Y-%m}") for window in phases
    ]


def test_every_task_has_its_card(draft):
    assert [card.number for card in script.tasks()] == list(range(1, len(draft.tasks) + 1))


def test_every_slot_quotes_the_sentence_that_demands_it(draft):
    for card, task in zip(script.tasks(), draft.tasks, strict=True):
        wrong = [slot.source for slot in card.slots if not _quoted(slot.source, task.text)]
        assert not wrong, (card.number, wrong)


def _quoted(source: str, text: str) -> bool:
    """In the words of the task; a slot may name a thing where the text names several (制定“文明处室”…评选办法)."""
    return source in text or all(mark in text for mark in source)


def test_the_leading_group_is_of_fictional_people(draft):
    assert tuple(one.name for one in (*draft.group.leader, *draft.group.deputy)) == people.LEADERS
    assert tuple(one.name for one in draft.group.office_members) == people.OFFICE


def test_no_name_is_used_twice():
    names = [*people.names(), *people.LEADERS, *people.OFFICE]
    assert len(names) == len(set(names)) > 482


def test_about_thirty_units_of_every_kind():
    kinds = {card.kind for card in script.units()}
    assert kinds == {"division", "institution", "party_and_mass", "task_force", "association"}
    assert len(script.units()) == 33


@pytest.mark.skipif(not PLANS, reason="WENMING_PLANS 未设置：没有真实方案可以比对")
def test_nobody_of_a_real_plan_is_named_and_no_sentence_copied(text, draft):
    label = json.loads((Path(PLANS) / "00-seed.json").read_text(encoding="utf-8"))
    group = label["leading_group"]
    real = {*group["leader"], *group["deputy"], *group["office_members"]}
    assert not real & {*people.names(), *people.LEADERS, *people.OFFICE}
    assert not [name for name in real if name in text]
    seed = (Path(PLANS) / "00-seed.txt").read_text(encoding="utf-8")
    copied = [part for task in draft.tasks for part in task.text.split("。") if len(part) > 12 and part in seed]
    assert not copied
