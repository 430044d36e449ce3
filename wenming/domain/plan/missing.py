"""What is missing, in words. A thing that is there makes no line; each line says what lacks, why, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .targets import Goal, Reading, Verdict


class Kind(StrEnum):
    SLOT = "slot"
    MILESTONE = "milestone"
    TARGET = "target"
    RECEIPT = "receipt"

    @property
    def label(self) -> str:
        return {"slot": "材料", "milestone": "节点", "target": "目标", "receipt": "签收"}[self.value]


@dataclass(frozen=True, slots=True)
class Lack:
    kind: Kind
    what: str
    why: str
    due_on: date | None = None


def slot_lack(title: str, have: int, minimum: int, source: str, due_on: date | None) -> Lack | None:
    if have >= minimum:
        return None
    what = f"{title}：要 {minimum} 件，已有 {have} 件" if have else f"{title}：{minimum} 件"
    return Lack(Kind.SLOT, what, f"依据 {source}" if source else "", due_on)


def milestone_lack(title: str, due_on: date, done_on: date | None, on: date) -> Lack | None:
    """A node is missing from the day after its date."""
    if done_on is not None or due_on >= on:
        return None
    return Lack(Kind.MILESTONE, title, f"时间节点已过 {(on - due_on).days} 天", due_on)


def target_lack(text: str, goal: Goal, reading: Reading, due_on: date | None) -> Lack | None:
    if reading.verdict is Verdict.MET:
        return None
    return Lack(Kind.TARGET, text, reading.words or f"{reading.verdict.label}，要 {goal.text}", due_on)


NAMES_SHOWN = 6


def unsigned_words(units: Sequence[str]) -> str:
    """Who has still to sign, the first six by name: 2 个单位还没有签收任务：资产处、监督局. Empty where all have.

    A unit signs once for its whole list, so this is said once for a plan and is no lack of a single task.
    """
    if len(units) < 2:
        return "".join(f"{name}还没有签收任务" for name in units)
    rest = "等" * (len(units) > NAMES_SHOWN)
    return f"{len(units)} 个单位还没有签收任务：{'、'.join(units[:NAMES_SHOWN])}{rest}"


MEASURES = {Kind.TARGET: "项目标", Kind.SLOT: "样材料", Kind.MILESTONE: "个节点", Kind.RECEIPT: "个签收"}


def summary(counts: Mapping[Kind, int], distance: str = "") -> str:
    """还差 9 人、2 样材料、1 个节点、3 个签收; 都齐了 where nothing lacks.

    ``distance`` is that of the one target short (9 人) and stands for the number of targets.
    """
    parts = [f"{counts[kind]} {measure}" for kind, measure in MEASURES.items() if counts.get(kind)]
    if distance and counts.get(Kind.TARGET) == 1:
        parts[0] = distance
    return f"还差 {'、'.join(parts)}" if parts else "都齐了"
