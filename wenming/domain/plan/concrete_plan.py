"""The concrete plan of a lead unit (具体计划): drafted, submitted, accepted or returned. Source: mission.md A5."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wenming.domain.errors import InputRefused, RuleBroken

from .schedule import spoken


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Act(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"


TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.DRAFT, Act.SAVE): State.DRAFT,
    (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Act.ACCEPT): State.ACCEPTED,
    (State.SUBMITTED, Act.RETURN): State.RETURNED,
    (State.ACCEPTED, Act.RETURN): State.RETURNED,
    (State.RETURNED, Act.SAVE): State.DRAFT,
    (State.RETURNED, Act.SUBMIT): State.SUBMITTED,
}
REFUSALS: dict[State, str] = {
    State.DRAFT: "实施方案还在起草，等牵头单位报送后再审核。",
    State.SUBMITTED: "实施方案已经报送，正等办公室审核；要改的话，请办公室先退回。",
    State.ACCEPTED: "实施方案已经同意；要改的话，请办公室先退回。",
    State.RETURNED: "实施方案已经退回，等牵头单位修改后重新报送。",
}


@dataclass(frozen=True, slots=True)
class MilestoneInput:
    """One time node as typed; ``id`` is that of the node it changes, None for a new one."""

    title: str
    due_on: date
    owner: str = ""
    acceptance_note: str = ""
    id: int | None = None


def next_state(state: State, act: Act) -> State:
    """Raises RuleBroken where a plan in ``state`` does not allow ``act``."""
    try:
        return TRANSITIONS[state, act]
    except KeyError:
        raise RuleBroken(REFUSALS[state]) from None


def allowed(state: State) -> set[Act]:
    return {act for from_state, act in TRANSITIONS if from_state is state}


def check_milestones(milestones: Sequence[MilestoneInput], deadline: date | None) -> None:
    """Raises InputRefused where a node lies after the duty's deadline, or two are the same."""
    for one in milestones:
        if deadline is not None and one.due_on > deadline:
            raise InputRefused(
                f"时间节点“{one.title}”排在 {spoken(one.due_on)}，晚于完成时限 {spoken(deadline)}，没有保存。"
                "请提前，或请办公室调整完成时限。"
            )
    seen = [(one.title, one.due_on) for one in milestones]
    twice = next((title for title, due_on in seen if seen.count((title, due_on)) > 1), None)
    if twice:
        raise InputRefused(f"时间节点“{twice}”写了两遍，没有保存。请删去一条。")


def check_submittable(milestones: int) -> None:
    if not milestones:
        raise RuleBroken("实施方案还没有时间节点，不能报送。请至少写一个节点，填好做什么、什么时候完成。")
