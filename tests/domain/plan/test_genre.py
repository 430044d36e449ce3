"""Documents of the genre, made up for the tests: each layout is read as a careful reader would, none invents a task."""

import pytest

from tools.plan_cases import Case, made_up_cases
from tools.plan_figures import FIELDS, Tally, compare
from wenming.domain.plan.reader import read_plan

CASES = list(made_up_cases())


def total() -> Tally:
    whole = Tally()
    for case in CASES:
        whole.add(compare(case.gold, read_plan(case.lines())))
    return whole


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_task_is_found_and_none_invented(case: Case) -> None:
    found = compare(case.gold, read_plan(case.lines()))
    wrong = [note for note in found.notes if " tasks: " in note]
    assert wrong == []


def test_every_field_is_read_well() -> None:
    whole = total()
    assert whole.overall() >= 0.97
    assert {name: whole.f1(name) for name in FIELDS if (whole.f1(name) or 1.0) < 0.92} == {}


def test_what_is_marked_sure_is_right_and_most_that_is_right_is_marked_sure() -> None:
    whole = total()
    assert whole.sure_right >= 0.98 * (whole.sure_right + whole.sure_wrong)
    assert whole.sure_right >= 0.80 * (whole.sure_right + whole.unsure_right)
