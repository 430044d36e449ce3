"""A standard as a tree: what an import proposes, what a person corrects, what an edition holds.

The tree has any number of levels. Codes are text (4.10 is not 4.1). Nothing here is a decision: what does not fit
together is a ``Finding`` beside it, decided by a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from wenming.domain.codec import decode, encode

from .rules import KINDS, Rule, Unscored

UNSCORED = Unscored()


class Material(StrEnum):
    """What a standard asks to be handed in, by the words of the field (报送说明)."""

    REPORT = "report"
    FORMAL_DOC = "formal_doc"
    STAT_TABLE = "stat_table"
    PHOTO = "photo"
    ORIGINAL_RECORD = "original_record"
    SCREENSHOT = "screenshot"
    ROSTER = "roster"
    CERTIFICATE = "certificate"
    OPINION = "opinion"
    PHONE_CHECK = "phone_check"
    SITE = "site"
    SURVEY = "survey"
    NEWS_ITEM = "news_item"
    AV = "av"
    LINK = "link"

    @property
    def label(self) -> str:
        return _MATERIALS[self]


_MATERIALS = {
    Material.REPORT: "说明报告", Material.FORMAL_DOC: "规范文件", Material.STAT_TABLE: "统计表格",
    Material.PHOTO: "实景图片", Material.ORIGINAL_RECORD: "原始记录", Material.SCREENSHOT: "截图",
    Material.ROSTER: "名单", Material.CERTIFICATE: "证明", Material.OPINION: "主管部门意见",
    Material.PHONE_CHECK: "电话查验", Material.SITE: "实地考察", Material.SURVEY: "问卷结果",
    Material.NEWS_ITEM: "动态信息", Material.AV: "视频音频", Material.LINK: "网址",
}


class Method(StrEnum):
    """How a line is assessed (测评方法)."""

    DOCUMENT_REVIEW = "document_review"
    SITE_VISIT = "site_visit"
    QUESTIONNAIRE = "questionnaire"
    CONSULTATION = "consultation"
    ONLINE = "online"
    OBSERVATION = "observation"
    PHONE = "phone"
    HEARING = "hearing"
    UNANNOUNCED = "unannounced"
    WEB = "web"

    @property
    def label(self) -> str:
        return _METHODS[self]


_METHODS = {
    Method.DOCUMENT_REVIEW: "材料审核", Method.SITE_VISIT: "实地考察", Method.QUESTIONNAIRE: "问卷调查",
    Method.CONSULTATION: "征求意见", Method.ONLINE: "网上申报", Method.OBSERVATION: "整体观察",
    Method.PHONE: "拨打电话", Method.HEARING: "听取汇报", Method.UNANNOUNCED: "明察暗访", Method.WEB: "网络查看",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Material a line demands: ``min`` to ``max`` pieces, each of at most ``characters`` 字.

    ``captions`` are what has to be said with it, as printed (时间、地点). Slots of one ``group`` are served by the same
    pieces.
    """

    kind: str
    what: str = ""
    min: int = 1
    max: int | None = None
    characters: int | None = None
    captions: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One line. ``max_score`` None: the standard gives it no points. ``cap``: more than that of it does not count.

    ``text`` is the sentence as printed where ``name`` is a shortened one; ``levels`` and ``properties`` are those it
    holds for, all where empty. ``weight`` is its part of the parent's score where the children are weighted;
    ``bonus`` lines stand beside the base score. ``row`` is where it was read: a row, line or item from 1, else 0.
    """

    code: str
    name: str
    max_score: Fraction | None = None
    rule: Rule = UNSCORED
    text: str = ""
    methods: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    children: tuple["Node", ...] = ()
    cap: Fraction | None = None
    weight: Fraction | None = None
    bonus: bool = False
    levels: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Component:
    """One part a total is made of: 网上材料 50, 实地考察 20."""

    name: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Veto:
    """A line of the negative list. ``months`` it looks back; 0 where ``since`` (ISO) or nothing is said."""

    text: str
    months: int = 0
    since: str = ""
    subject: str = ""
    certified_by: str = ""


def walk(nodes: tuple[Node, ...]) -> Iterator[tuple[int, Node]]:
    """Every node with its level, from 0, in the order of the document; no recursion, whatever the depth."""
    waiting = [(0, node) for node in reversed(nodes)]
    while waiting:
        level, node = waiting.pop()
        yield level, node
        waiting += [(level + 1, child) for child in reversed(node.children)]


def rule_to_json(rule: Rule) -> dict[str, object]:
    said = {name: value for name, value in encode(rule).items() if value is not None and value != []}
    return {"type": rule.type.value, **said}


def rule_from_json(data: object) -> Rule:
    """Raises ValueError, which names the place, for what is no rule."""
    if not isinstance(data, dict) or data.get("type") not in KINDS:
        raise ValueError("rule: a known type expected")
    said = {name: value for name, value in data.items() if name != "type"}
    return decode(KINDS[data["type"]], said, "rule")
