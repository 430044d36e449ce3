"""A check of oneself (自查): its stages, who moves it on, who says which of the values side by side.

Source: domain.md 3.5 (自评、复核、认定, 外部测评分 beside them) and 6.2. The office moves the whole round; nobody waits
for the slowest unit longer than the office wants.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from wenming.domain.errors import InputRefused, RuleBroken

T = TypeVar("T")


class Stage(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    REVIEW = "review"
    DECISION = "decision"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return STAGES[self]


class Party(StrEnum):
    RESPONSIBLE = "responsible"
    LEAD = "lead"
    OFFICE = "office"
    EXPERT = "expert"

    @property
    def label(self) -> str:
        return PARTIES[self]


class Act(StrEnum):
    OPEN = "open"
    ADVANCE = "advance"
    STEP_BACK = "step_back"
    CLOSE = "close"

    @property
    def label(self) -> str:
        return ACTS[self]


class Opinion(StrEnum):
    """What is said of a line. An external score stands beside the others and never in their place."""

    SELF = "self"
    REVIEW = "review"
    DECISION = "decision"
    EXTERNAL = "external"
    COMMENT = "comment"

    @property
    def label(self) -> str:
        return OPINIONS[self]


STAGES = {
    Stage.DRAFT: "筹备", Stage.OPEN: "责任单位自评", Stage.REVIEW: "牵头单位复核", Stage.DECISION: "办公室认定",
    Stage.CLOSED: "已结束（冻结）",
}
PARTIES = {
    Party.RESPONSIBLE: "责任单位", Party.LEAD: "牵头单位", Party.OFFICE: "领导小组办公室", Party.EXPERT: "受邀专家",
}
ACTS = {
    Act.OPEN: "开始自评", Act.ADVANCE: "转入下一步", Act.STEP_BACK: "退回上一步", Act.CLOSE: "结束并冻结",
}
OPINIONS = {
    Opinion.SELF: "自评", Opinion.REVIEW: "复核", Opinion.DECISION: "认定", Opinion.EXTERNAL: "外部测评分",
    Opinion.COMMENT: "意见",
}
OFFICE = frozenset({Party.OFFICE})
TABLE: dict[tuple[Stage, Act], tuple[Stage, frozenset[Party]]] = {
    (Stage.DRAFT, Act.OPEN): (Stage.OPEN, OFFICE),
    (Stage.OPEN, Act.ADVANCE): (Stage.REVIEW, OFFICE),
    (Stage.REVIEW, Act.ADVANCE): (Stage.DECISION, OFFICE),
    (Stage.REVIEW, Act.STEP_BACK): (Stage.OPEN, OFFICE),
    (Stage.DECISION, Act.STEP_BACK): (Stage.REVIEW, OFFICE),
    (Stage.DECISION, Act.CLOSE): (Stage.CLOSED, OFFICE),
}
"""Which act leads where, and who may do it. A closed round stays as it is."""
RUNNING = (Stage.OPEN, Stage.REVIEW, Stage.DECISION)
SAYING: dict[tuple[Stage, Opinion], frozenset[Party]] = {
    (Stage.OPEN, Opinion.SELF): frozenset({Party.RESPONSIBLE, Party.LEAD}),
    (Stage.REVIEW, Opinion.REVIEW): frozenset({Party.LEAD}),
    (Stage.DECISION, Opinion.DECISION): OFFICE,
    **{(stage, Opinion.EXTERNAL): OFFICE for stage in RUNNING},
    **{(stage, Opinion.COMMENT): frozenset(Party) for stage in RUNNING},
}
"""Which value can be said at which stage, and by whom."""
PREVAILING = (Opinion.DECISION, Opinion.REVIEW, Opinion.SELF)
"""Of the values of our own the first that is there counts."""


def move(stage: Stage, act: Act, parties: Collection[Party], *, reason: str = "") -> Stage:
    """Raises RuleBroken where the table has no such move, or not for these parties; InputRefused without a reason."""
    check(stage, act, parties)
    if act is Act.STEP_BACK and not reason.strip():
        raise InputRefused("退回要写明原因，没有保存。", {"reason": "请写明原因。"})
    return TABLE[stage, act][0]


def check(stage: Stage, act: Act, parties: Collection[Party]) -> None:
    _, may_do = TABLE.get((stage, act), (stage, None))
    _refuse_others(stage, act.label, may_do, parties)


def check_saying(stage: Stage, opinion: Opinion, parties: Collection[Party]) -> None:
    """Raises RuleBroken where this value is not said at this stage, or not by these parties."""
    _refuse_others(stage, f"填写{opinion.label}", SAYING.get((stage, opinion)), parties)


def _refuse_others(
    stage: Stage, what: str, allowed: frozenset[Party] | None, parties: Collection[Party]
) -> None:
    if allowed is None:
        raise RuleBroken(f"现在是“{stage.label}”，不能{what}。")
    if not allowed & set(parties):
        who = "、".join(one.label for one in Party if one in allowed)
        raise RuleBroken(f"现在是“{stage.label}”，只有{who}可以{what}。")


def may(stage: Stage, act: Act, parties: Collection[Party]) -> bool:
    """What ``check`` lets pass."""
    try:
        check(stage, act, parties)
    except RuleBroken:
        return False
    return True


def may_say(stage: Stage, opinion: Opinion, parties: Collection[Party]) -> bool:
    return bool(SAYING.get((stage, opinion), frozenset()) & set(parties))


def counting(said: Mapping[Opinion, Mapping[str, T]]) -> dict[str, T]:
    """Of what was said of each line, by its key, the value that counts."""
    return {key: answer for one in reversed(PREVAILING) for key, answer in said.get(one, {}).items()}


def prevailing(values: Mapping[Opinion, T]) -> tuple[Opinion, T] | None:
    """The value that counts, and whose it is; None where nobody of ours has said anything."""
    return next(((one, values[one]) for one in PREVAILING if one in values), None)
