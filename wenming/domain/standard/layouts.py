"""The columns of a standard's tables as a person sees and corrects them, and as they are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from wenming.domain.codec import encode

from .columns import Column, Layout
from .heads import Role

OF_LEVEL = (Role.LEVEL, Role.CODE, Role.SCORE, Role.WEIGHT, Role.CRITERION)
"""Columns of these say something of one level of the tree."""
LABELS = {
    Role.CODE: "编号", Role.LEVEL: "名称", Role.CRITERION: "测评标准", Role.RULE: "计分办法", Role.SCORE: "分值",
    Role.WEIGHT: "权数", Role.METHOD: "测评方法", Role.MATERIAL: "要交的材料", Role.PERIOD: "时段",
    Role.STATE: "状态等级", Role.OWNER: "责任单位", Role.RESULT: "得分（空着的）",
    Role.REMARK: "备注", Role.ID: "内部编号", Role.PARENT: "上级编号", Role.ORDER: "排序", Role.UNKNOWN: "不读",
}
DEEPEST = 5


def choices() -> list[tuple[str, str]]:
    """Every meaning a column may have: 不读 first, those of a level once for each level."""
    found = [(said(Role.UNKNOWN, 0), LABELS[Role.UNKNOWN])]
    for role, label in LABELS.items():
        levels = range(DEEPEST) if role in OF_LEVEL else range(1)
        if role is not Role.UNKNOWN:
            found += [(said(role, at), f"第 {at + 1} 层的{label}" if role in OF_LEVEL else label) for at in levels]
    return found


def said(role: Role, level: int) -> str:
    return f"{role.value}:{level if role in OF_LEVEL else 0}"


def with_columns(layout: Layout, chosen: Sequence[str]) -> Layout:
    """``chosen`` are values of ``choices``, one a column. Raises ValueError for anything else."""
    columns = []
    for column, value in zip(layout.columns, chosen, strict=True):
        role, _, level = value.partition(":")
        columns.append(Column(Role(role), column.head, int(level)))
    return Layout(tuple(columns), layout.head, layout.body)


def to_json(layouts: Sequence[Layout | None]) -> list[Any]:
    return [None if one is None else encode(one) for one in layouts]


def from_json(data: Sequence[Mapping[str, Any] | None]) -> list[Layout | None]:
    return [None if one is None else _layout(one) for one in data]


def _layout(data: Mapping[str, Any]) -> Layout:
    columns = tuple(Column(Role(one["role"]), one["head"], one["level"]) for one in data["columns"])
    return Layout(columns, tuple(data["head"]), data["body"])
