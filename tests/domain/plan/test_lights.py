"""Lights, in words. Today is 2 March."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.plan.lights import Demand, Light, Standing, light, next_due, words, worst

TODAY = date(2026, 3, 2)


def day(offset: int) -> date:
    return TODAY + timedelta(offset)


def opened(due: int | None = None, *, opens: int | None = None, begun: bool = False) -> Demand:
    return Demand(
        False, day(due) if due is not None else None, day(opens) if opens is not None else None, begun=begun
    )


DONE, DONE_LATE = Demand(True, day(30)), Demand(True, day(-30))
RED, YELLOW, GREEN, GREY, BLUE = Light.RED, Light.YELLOW, Light.GREEN, Light.GREY, Light.BLUE

CASES = [
    ("nothing demanded, received", GREY, True, []),
    ("nothing demanded, not received", GREY, False, []),
    ("all there", BLUE, True, [DONE]),
    ("all there though given late", BLUE, True, [DONE_LATE, DONE]),
    ("all there and never received: what is there counts", BLUE, False, [DONE]),
    ("open, due yesterday", RED, True, [opened(-1)]),
    ("open, due long ago, not received", RED, False, [opened(-90)]),
    ("one of three overdue", RED, True, [DONE, opened(-2), opened(60)]),
    ("overdue though begun", RED, True, [opened(-1, begun=True)]),
    ("overdue before its window opens: the date wins", RED, True, [opened(-1, opens=10)]),
    ("due today is not late", YELLOW, True, [opened(0)]),
    ("due tomorrow", YELLOW, True, [opened(1)]),
    ("due in exactly seven days", YELLOW, True, [opened(7)]),
    ("due in eight days", GREEN, True, [opened(8)]),
    ("near and not received", YELLOW, False, [opened(3)]),
    ("near though the window is not open", YELLOW, True, [opened(7, opens=5)]),
    ("near one among far ones", YELLOW, True, [opened(60), opened(6), DONE]),
    ("the near one is there, the far one open", GREEN, True, [Demand(True, day(2)), opened(60)]),
    ("the overdue one was given, the rest far", GREEN, True, [DONE_LATE, opened(60)]),
    ("far off and received", GREEN, True, [opened(60)]),
    ("no date at all, received", GREEN, True, [opened()]),
    ("no date at all, not received", GREY, False, [opened()]),
    ("far off, not received", GREY, False, [opened(60)]),
    ("far off, not received, yet begun", GREEN, False, [opened(60, begun=True)]),
    ("far off, not received, yet one of two there", GREEN, False, [DONE, opened(60)]),
    ("received, its window opens later", GREY, True, [opened(60, opens=10)]),
    ("received, one window opens later, the other is open", GREEN, True, [opened(60, opens=10), opened(60)]),
    ("received, its window opens today", GREEN, True, [opened(60, opens=0)]),
    ("its window opens later, yet begun", GREEN, True, [opened(60, opens=10, begun=True)]),
]


@pytest.mark.parametrize(("case", "expected", "received", "demands"), CASES, ids=[case[0] for case in CASES])
def test_light(case, expected, received, demands):
    assert light(Standing(tuple(demands), received), TODAY) is expected


demands = st.builds(
    Demand,
    met=st.booleans(),
    due_on=st.none() | st.dates(day(-40), day(40)),
    opens_on=st.none() | st.dates(day(-40), day(40)),
    begun=st.booleans(),
)
standings = st.builds(Standing, st.lists(demands, max_size=5).map(tuple), st.booleans())


@given(st.lists(standings, min_size=1, max_size=5))
def test_a_task_is_as_urgent_as_the_worst_of_its_duties(parts):
    """Together the duties' demands show red or yellow exactly where one of them does."""
    whole = Standing(tuple(one for part in parts for one in part.demands), any(part.received for part in parts))
    most = worst(light(part, TODAY) for part in parts)
    together = light(whole, TODAY)
    assert (together in {RED, YELLOW}) == (most in {RED, YELLOW})
    if most in {RED, YELLOW}:
        assert together is most


@given(standings)
def test_giving_what_is_open_never_makes_it_worse(standing):
    given_all = Standing(tuple(Demand(True, one.due_on, one.opens_on) for one in standing.demands), standing.received)
    assert light(given_all, TODAY) in {BLUE, GREY}


@given(standings, st.integers(0, 60))
def test_waiting_never_calms_an_overdue_light(standing, days):
    if light(standing, TODAY) is RED:
        assert light(standing, TODAY + timedelta(days)) is RED


def test_next_due_looks_at_open_demands_only():
    assert next_due(Standing((Demand(True, day(1)), opened(9), opened(20), opened()))) == day(9)
    assert next_due(Standing((opened(),))) is None


@pytest.mark.parametrize(("shown", "offset", "expected"), [
    (RED, -2, "逾期 2 天"), (YELLOW, 0, "今天到期"), (YELLOW, 1, "明天到期"), (YELLOW, 5, "5 天后到期"),
    (GREEN, 30, "正常"), (BLUE, 3, "办结"), (GREY, 3, "未启"),
])
def test_words(shown, offset, expected):
    assert words(shown, day(offset), TODAY) == expected


def test_worst_of_nothing_is_grey():
    assert worst([]) is GREY
