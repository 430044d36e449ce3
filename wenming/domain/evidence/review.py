"""How a piece of evidence is reviewed: its stages, who takes each step, which steps it needs, why it comes back.

Source: domain.md 4.4 (草稿、处室负责人确认、牵头单位审核、办公室认定或退回) and 12.6. A step nobody is there to take,
or one whose taker has taken it already by filing, is skipped.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from wenming.domain.errors import RuleBroken


class Stage(StrEnum):
    DRAFT = "draft"
    HEAD = "head"
    LEAD = "lead"
    OFFICE = "office"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return STAGES[self]


class Party(StrEnum):
    """As whom somebody acts on a piece. The head of a unit is also its contact."""

    CONTACT = "contact"
    HEAD = "head"
    LEAD = "lead"
    OFFICE = "office"

    @property
    def label(self) -> str:
        return PARTIES[self]


class Act(StrEnum):
    PASS = "pass"  # noqa: S105  no password
    RETURN = "return"
    HAND_IN = "hand_in"
    REVISE = "revise"
    DROP = "drop"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        return ACTS[self]


class Reason(StrEnum):
    """Why a piece comes back."""

    TIME = "time"
    UNCLEAR = "unclear"
    UNRELATED = "unrelated"
    INCOMPLETE = "incomplete"
    DUPLICATE = "duplicate"
    SECRET = "secret"  # noqa: S105
    OTHER = "other"

    @property
    def label(self) -> str:
        return REASONS[self]


STAGES = {
    Stage.DRAFT: "草稿", Stage.HEAD: "待处室负责人", Stage.LEAD: "待牵头单位", Stage.OFFICE: "待办公室",
    Stage.ACCEPTED: "已认定", Stage.RETURNED: "已退回", Stage.WITHDRAWN: "已撤回",
}
PARTIES = {
    Party.CONTACT: "联络员", Party.HEAD: "处室负责人", Party.LEAD: "牵头单位", Party.OFFICE: "领导小组办公室",
}
ACTS = {
    Act.PASS: "通过", Act.RETURN: "退回", Act.HAND_IN: "重新报送", Act.REVISE: "修改成新一稿", Act.DROP: "放弃新一稿",
    Act.WITHDRAW: "撤回",
}
REASONS = {
    Reason.TIME: "时间不符", Reason.UNCLEAR: "看不清", Reason.UNRELATED: "与要求无关", Reason.INCOMPLETE: "要素不全",
    Reason.DUPLICATE: "重复", Reason.SECRET: "涉密或含个人信息", Reason.OTHER: "其他",
}
CHAIN = (Stage.HEAD, Stage.LEAD, Stage.OFFICE)
"""The steps in their order; what is past the last is accepted."""
UNIT = frozenset({Party.CONTACT, Party.HEAD, Party.OFFICE})
"""Who may act for the unit that files."""
TABLE: dict[tuple[Stage, Act], frozenset[Party]] = {
    (Stage.DRAFT, Act.PASS): UNIT,
    (Stage.HEAD, Act.PASS): frozenset({Party.HEAD, Party.OFFICE}),
    (Stage.LEAD, Act.PASS): frozenset({Party.LEAD, Party.OFFICE}),
    (Stage.OFFICE, Act.PASS): frozenset({Party.OFFICE}),
    (Stage.HEAD, Act.RETURN): frozenset({Party.HEAD, Party.OFFICE}),
    (Stage.LEAD, Act.RETURN): frozenset({Party.LEAD, Party.OFFICE}),
    (Stage.OFFICE, Act.RETURN): frozenset({Party.OFFICE}),
    (Stage.RETURNED, Act.HAND_IN): UNIT,
    (Stage.ACCEPTED, Act.REVISE): UNIT,
    **{(stage, Act.DROP): UNIT for stage in (*CHAIN, Stage.RETURNED)},
    **{(stage, Act.WITHDRAW): UNIT for stage in (Stage.DRAFT, *CHAIN, Stage.RETURNED)},
    (Stage.ACCEPTED, Act.WITHDRAW): frozenset({Party.OFFICE}),
}
"""Which act is possible at which stage, and for whom."""


@dataclass(frozen=True, slots=True)
class Route:
    """Which steps there is somebody to take: a head of the unit, a lead unit other than the unit itself."""

    has_head: bool
    has_lead: bool

    def after(self, stage: Stage) -> Stage:
        """Where a piece goes from a step of the chain, or from before the first."""
        rest = CHAIN[CHAIN.index(stage) + 1:] if stage in CHAIN else CHAIN
        return next((one for one in rest if self.holds(one)), Stage.ACCEPTED)

    def holds(self, stage: Stage) -> bool:
        return {Stage.HEAD: self.has_head, Stage.LEAD: self.has_lead}.get(stage, True)


BOTH = Route(has_head=True, has_lead=True)
"""Every step is there."""


def entry(parties: Collection[Party], route: Route) -> Stage:
    """Where a piece stands that ``parties`` file, confirm or hand in again: their own step is taken by it."""
    if Party.OFFICE in parties:
        return Stage.OFFICE
    return route.after(Stage.HEAD if Party.HEAD in parties else Stage.DRAFT)


def settled(stage: Stage, route: Route) -> Stage:
    """The same stage, or the next one where there is nobody left to take this step."""
    return stage if route.holds(stage) else route.after(stage)


def move(stage: Stage, act: Act, parties: Collection[Party], route: Route, *, accepted: bool = False) -> Stage:
    """The stage after ``act`` by somebody who is ``parties`` to the piece.

    ``accepted``: an earlier revision is accepted and keeps counting. Raises RuleBroken where the table has no such
    move, or not for these parties.
    """
    check(stage, act, parties, accepted=accepted)
    if act is Act.PASS:
        return entry(parties, route) if stage is Stage.DRAFT else route.after(stage)
    if act is Act.RETURN:
        return Stage.RETURNED
    if act is Act.WITHDRAW:
        return Stage.WITHDRAWN
    return Stage.ACCEPTED if act is Act.DROP else entry(parties, route)


def check(stage: Stage, act: Act, parties: Collection[Party], *, accepted: bool = False) -> None:
    """Raises RuleBroken; see ``move``."""
    may = TABLE.get((stage, act))
    if may is None or (act is Act.DROP and not accepted):
        raise RuleBroken(f"现在是“{stage.label}”，不能{act.label}。")
    if act is Act.WITHDRAW and accepted:
        may = frozenset({Party.OFFICE})
    if not may & set(parties):
        who = "、".join(one.label for one in Party if one in may)
        raise RuleBroken(f"现在是“{stage.label}”，只有{who}可以{act.label}。")


def acting(stage: Stage, act: Act, parties: Collection[Party]) -> Party:
    """As whom somebody who is ``parties`` to the piece does the act; ``check`` lets it pass."""
    may = TABLE[stage, act] & set(parties)
    return next(one for one in (Party.OFFICE, Party.LEAD, Party.HEAD, Party.CONTACT) if one in may)


def may(stage: Stage, act: Act, parties: Collection[Party], *, accepted: bool = False) -> bool:
    """What ``check`` lets pass."""
    try:
        check(stage, act, parties, accepted=accepted)
    except RuleBroken:
        return False
    return True


def counts(stage: Stage, *, accepted: bool) -> bool:
    """Whether the piece is in the ledger: confirmed by its contact, or accepted before and not taken out."""
    return stage is not Stage.WITHDRAWN and (accepted or stage in (*CHAIN, Stage.ACCEPTED))
