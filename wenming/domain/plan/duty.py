"""A duty is one unit's share of a task: one per unit, however many assignments name the unit. Source: mission.md D1."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming.domain.errors import InputRefused, RuleBroken


@dataclass(frozen=True, slots=True)
class Share:
    """One unit named by one assignment; ``leads`` where it is named as lead."""

    unit_id: int
    assignment_id: int
    leads: bool


def one_per_unit(shares: Iterable[Share]) -> dict[int, Share]:
    """The share each unit answers for, in the order first named: that of a lead prevails over that of a responsible."""
    chosen: dict[int, Share] = {}
    for share in shares:
        held = chosen.get(share.unit_id)
        if held is None or (share.leads and not held.leads):
            chosen[share.unit_id] = share
    return chosen


def check_done_on(done_on: date, today: date) -> None:
    if done_on > today:
        raise InputRefused("完成日期不能晚于今天，没有保存。", {"on": "不能晚于今天。"})


def check_units_chosen(count: int) -> None:
    if not count:
        raise RuleBroken("还没有选单位。请至少选一个单位，再确定。")
