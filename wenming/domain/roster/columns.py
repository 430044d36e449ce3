"""The columns of a roster: what each is for, how it is filled in, and what clerks' workbooks call it.

A column stands here only where something in the product needs it (domain.md 11.3): ``why`` says what.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

HEADS_WITHIN = 15
"""Heads are looked for in the first rows alone: titles and notes stand above them, people below."""


class Column(StrEnum):
    NAME = "name"
    STAFF_NUMBER = "staff_number"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    UNIT = "unit"
    POST = "post"
    HEAD = "head"
    STATUS = "status"
    SINCE = "since"
    PARTY = "party"
    LEADERSHIP = "leadership"

    @property
    def head(self) -> str:
        return CARDS[self].title


@dataclass(frozen=True, slots=True)
class Card:
    """``others`` are further heads seen in use; ``how`` says what to fill in, ``why`` what the column is needed for."""

    title: str
    how: str
    why: str
    others: tuple[str, ...] = ()
    width: int = 12


C = Column
CARDS: dict[Column, Card] = {
    C.NAME: Card("姓名", "必填。中间和前后的空格不算", "认人",
                 ("名字", "姓 名", "员工姓名", "职工姓名", "人员姓名", "干部姓名")),
    C.STAFF_NUMBER: Card("工号", "可不填。有的话每人一个，同名同姓据此分清", "分清同名的人",
                         ("职工号", "员工号", "人员编号", "职工编号", "员工编号", "编号", "工作证号", "人员编码")),
    C.ID_NUMBER: Card("身份证号", "可不填。18 位，按文本格式填；加密保存", "分清同名的人",
                      ("身份证", "身份证号码", "公民身份号码", "证件号码", "居民身份证号"), 22),
    C.PHONE: Card("手机", "可不填。11 位手机号，或带区号的固定电话；加密保存", "联系本人",
                  ("手机号", "手机号码", "联系电话", "电话", "联系方式", "移动电话"), 14),
    C.UNIT: Card("单位", "新登记的人必填。写全称或又称，从下拉表里选", "按单位统计，对上任务的责任单位",
                 ("部门", "处室", "科室", "所在单位", "所在部门", "所在处室", "所属部门", "所属单位", "所属处室",
                  "工作单位", "内设机构", "部门名称", "单位名称", "处室名称", "现工作单位", "单位及部门"), 20),
    C.POST: Card("职务", "可不填。兼几个职务用顿号隔开；没有职务了填“无”", "按职务参加领导小组的人据此对上",
                 ("职务/职级", "职务职级", "职务、职级", "现任职务", "岗位", "职级", "行政职务"), 18),
    C.HEAD: Card("主要负责人", "是或否。填“是”的，本行的第一个职务是单位主要负责人",
                 "各处室、单位主要负责人参加领导小组", ("是否主要负责人", "单位主要负责人", "是否负责人")),
    C.STATUS: Card("人员状态", "在岗、离退休、借调在外、长期休假、已调离，从下拉表里选", "谁算在职、谁是离退休",
                   ("状态", "在职状态", "人员类别", "在岗情况", "在岗状态", "是否在职", "人员性质", "在职情况")),
    C.SINCE: Card("何时起", "现在的状态、单位从哪天起，如 2024-07-01。不填按名册截至日期", "任何一天有多少人都算得出",
                  ("起始日期", "起始时间", "自何时起", "何时起算", "变动日期", "变动时间", "状态起始日期")),
    C.PARTY: Card("政治面貌", "中共党员、中共预备党员、共青团员、群众等，或是、否", "党员占比类目标的分母",
                  ("是否党员", "党员", "是否中共党员", "政治面目", "中共党员")),
    C.LEADERSHIP: Card("班子成员", "是或否", "领导班子人数", ("领导班子", "是否班子成员", "领导班子成员", "班子")),
}
IGNORED = "ignored"
"""What a head is remembered as that belongs to no column."""
_BRACKETED = re.compile(r"[（(【\[].*?[）)】\]]")
_DECORATION = re.compile(r"[\s*＊:：、/]+")


def squeezed_head(head: object) -> str:
    """A head as it is compared: one width of letters, without blanks, asterisks or what stands in brackets."""
    text = unicodedata.normalize("NFKC", str(head if head is not None else ""))
    return _DECORATION.sub("", _BRACKETED.sub("", text)) or _DECORATION.sub("", text)


_KNOWN = {squeezed_head(head): column for column, card in CARDS.items() for head in (card.title, *card.others)}


def columns_of(heads: Sequence[object], remembered: Mapping[str, str] | None = None) -> dict[Column, int]:
    """Which column of the sheet is which; the first of two that claim to be the same counts.

    ``remembered`` are squeezed heads the clerk has assigned before, with a column or IGNORED; they count first.
    """
    found: dict[Column, int] = {}
    for place, head in enumerate(heads):
        key = squeezed_head(head)
        meant = (remembered or {}).get(key) or _KNOWN.get(key, "")
        if meant and meant != IGNORED:
            found.setdefault(Column(meant), place)
    return found


def head_row(rows: Sequence[Sequence[object]], remembered: Mapping[str, str] | None = None) -> int | None:
    """The place of the row that holds the heads (a name and something else), or None: the clerk must say."""
    best, most = None, 1
    for place, cells in enumerate(rows[:HEADS_WITHIN]):
        found = columns_of(cells, remembered)
        if Column.NAME in found and len(found) > most:
            best, most = place, len(found)
    return best
