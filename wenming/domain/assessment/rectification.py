"""How a gap is mended (整改台账): its states, who takes each step, what each step has to say.

Source: domain.md 6.2. Whoever mended it does not close it; more time has a reason and somebody who approved it; an item
that is opened again goes on with all that was written before.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from wenming.domain.errors import InputRefused, RuleBroken


class State(StrEnum):
    OPEN = "open"
    MENDING = "mending"
    EXTENDED = "extended"
    MENDED = "mended"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return STATES[self]


class Party(StrEnum):
    OWNER = "owner"
    LEAD = "lead"
    OFFICE = "office"

    @property
    def label(self) -> str:
        return PARTIES[self]


class Act(StrEnum):
    START = "start"
    REPORT = "report"
    RETURN = "return"
    EXTEND = "extend"
    CLOSE = "close"
    REVISIT = "revisit"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        return ACTS[self]


class Saying(StrEnum):
    """What an act cannot do without."""

    MEASURE = "measure"
    OUTCOME = "outcome"
    PROOF = "proof"
    REASON = "reason"
    DEADLINE = "deadline"
    APPROVER = "approver"
    OPINION = "opinion"

    @property
    def label(self) -> str:
        return SAYINGS[self]


STATES = {
    State.OPEN: "未整改", State.MENDING: "整改中", State.EXTENDED: "延期", State.MENDED: "已整改待核",
    State.CLOSED: "销号",
}
PARTIES = {Party.OWNER: "责任单位", Party.LEAD: "牵头单位", Party.OFFICE: "领导小组办公室"}
ACTS = {
    Act.START: "开始整改", Act.REPORT: "报整改完成", Act.RETURN: "退回重改", Act.EXTEND: "批准延期", Act.CLOSE: "销号",
    Act.REVISIT: "回头看", Act.REOPEN: "重新打开",
}
SAYINGS = {
    Saying.MEASURE: "整改措施", Saying.OUTCOME: "整改情况", Saying.PROOF: "佐证", Saying.REASON: "原因",
    Saying.DEADLINE: "新的完成时限", Saying.APPROVER: "批准人", Saying.OPINION: "复核意见",
}
NEEDED: dict[Act, tuple[Saying, ...]] = {
    Act.START: (Saying.MEASURE,), Act.REPORT: (Saying.OUTCOME, Saying.PROOF), Act.RETURN: (Saying.REASON,),
    Act.EXTEND: (Saying.REASON, Saying.DEADLINE, Saying.APPROVER), Act.CLOSE: (Saying.OPINION,),
    Act.REVISIT: (Saying.OPINION,), Act.REOPEN: (Saying.REASON,),
}
MENDERS = frozenset({Party.OWNER, Party.LEAD})
REVIEWERS = frozenset({Party.LEAD, Party.OFFICE})
OFFICE = frozenset({Party.OFFICE})
TABLE: dict[tuple[State, Act], tuple[State, frozenset[Party]]] = {
    (State.OPEN, Act.START): (State.MENDING, MENDERS),
    (State.MENDING, Act.REPORT): (State.MENDED, MENDERS),
    (State.EXTENDED, Act.REPORT): (State.MENDED, MENDERS),
    (State.MENDED, Act.RETURN): (State.MENDING, REVIEWERS),
    (State.MENDED, Act.CLOSE): (State.CLOSED, REVIEWERS),
    **{(state, Act.EXTEND): (State.EXTENDED, OFFICE) for state in (State.OPEN, State.MENDING, State.EXTENDED)},
    (State.CLOSED, Act.REVISIT): (State.CLOSED, REVIEWERS),
    (State.CLOSED, Act.REOPEN): (State.MENDING, REVIEWERS),
}
"""Which act leads where, and who may do it."""


def move(state: State, act: Act, parties: Collection[Party], said: Collection[Saying] = ()) -> State:
    """The state after ``act``. ``said`` is what was given with it. Raises RuleBroken where the table has no such move,
    or not for these parties; InputRefused, naming each field, where something is missing."""
    check(state, act, parties)
    lacking = [one for one in NEEDED[act] if one not in said]
    if lacking:
        names = "、".join(one.label for one in lacking)
        fields = {one.value: f"请写明{one.label}。" for one in lacking}
        raise InputRefused(f"{act.label}要写明{names}，没有保存。", fields)
    return TABLE[state, act][0]


def check(state: State, act: Act, parties: Collection[Party]) -> None:
    """Raises RuleBroken; see ``move``."""
    if (state, act) not in TABLE:
        raise RuleBroken(f"现在是“{state.label}”，不能{act.label}。")
    allowed = TABLE[state, act][1]
    if not allowed & set(parties):
        who = "、".join(one.label for one in Party if one in allowed)
        raise RuleBroken(f"现在是“{state.label}”，只有{who}可以{act.label}。")


def may(state: State, act: Act, parties: Collection[Party]) -> bool:
    """What ``check`` lets pass."""
    try:
        check(state, act, parties)
    except RuleBroken:
        return False
    return True


def check_closer(*, closer_id: int, mender_ids: Collection[int]) -> None:
    """``mender_ids``: everyone who reported the item mended since it was opened last."""
    if closer_id in mender_ids:
        raise RuleBroken("销号要由另一个人来办：整改情况是您自己报的，没有销号。")


def check_extension(*, until: date, deadline: date | None, today: date, asked_by: int, approved_by: int) -> None:
    """Raises InputRefused for a day that gives no more time, or for one's own approval."""
    if until < today or (deadline is not None and until <= deadline):
        sentence = "新的完成时限要晚于原来的时限，并且不能已经过去。没有延期。"
        raise InputRefused(sentence, {"deadline": "请写更晚的日期。"})
    if asked_by == approved_by:
        raise InputRefused("延期不能由申请人自己批准，没有延期。", {"approver": "请写另一位批准人。"})


def is_overdue(state: State, deadline: date | None, today: date) -> bool:
    """What was reported in time waits for its review and is not late."""
    return state in {State.OPEN, State.MENDING, State.EXTENDED} and deadline is not None and deadline < today


def blocks_dossier(state: State) -> bool:
    """An item that is not closed keeps the dossier from being ready."""
    return state is not State.CLOSED
