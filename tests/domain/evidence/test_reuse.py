"""How many uploads one has spared."""

from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.evidence.reuse import Reuse, Use, reuse_of, spared_together

USES = st.lists(st.builds(
    Use, unit=st.integers(1, 3), task=st.none() | st.integers(1, 4), slot=st.none() | st.integers(1, 4),
    year=st.integers(2024, 2026),
))


def test_a_task_and_its_demand_are_one_upload():
    assert reuse_of([Use(1, 7, None, 2026), Use(1, 7, 3, 2026)]) == Reuse(places=2, tasks=1, years=1, spared=0)


def test_each_further_demand_and_each_further_task_spares_one():
    uses = [Use(1, 7, 3, 2025), Use(1, 7, 4, 2026), Use(1, 9, None, 2026), Use(2, 7, 3, 2026)]
    found = reuse_of(uses)
    assert found == Reuse(places=4, tasks=2, years=2, spared=3)
    assert found.sentence == "用在 4 处、2 项任务、2 个年度，少传 3 次"


def test_what_is_used_nowhere_has_spared_nothing():
    assert reuse_of([]) == Reuse()
    assert Reuse().sentence == "还没有用在任何地方"


@given(USES)
def test_never_more_is_spared_than_there_are_places_but_one(uses):
    found = reuse_of(uses)
    assert 0 <= found.spared <= max(found.places - 1, 0)
    assert found.tasks <= found.places


@given(USES, USES)
def test_the_parts_of_a_pack_spare_what_each_spares(first, second):
    both = [reuse_of(first), reuse_of(second)]
    assert spared_together(both) == both[0].spared + both[1].spared
