"""Nested keys and values into a tree: children in lists or under keys that are numbers, or a flat list with parents."""

import re
from collections import deque
from typing import Any

from .codes import leading_code
from .columns import NAMING
from .findings import Finding
from .heads import role_of
from .links import Linked, linked
from .raw import Raw

_NAME = (
    "name",
    "title",
    "target",
    "名称",
    "指标名称",
    "项目名称",
    "条目",
    "content",
    "text",
    "label",
    "指标",
    "项目",
    "内容",
    "测评内容",
    "标准",
    "任务",
    "criterion",
    "requirement",
)
_CODE = ("code", "parent_link", "no", "number", "编号", "编码", "代码", "序号", "num", "index_code", "key")
_SCORE = (
    "max_score",
    "score",
    "points",
    "point",
    "分值",
    "满分",
    "fullscore",
    "full_score",
    "maxscore",
    "标准分",
    "value",
    "total_score",
)
_METHOD = ("method", "methods", "测评方法", "方法", "考核方式", "方式")
_EVIDENCE = (
    "evidence",
    "evidences",
    "materials",
    "material",
    "slots",
    "材料",
    "佐证材料",
    "报送材料",
    "报送说明",
    "应提供材料",
    "attachments",
)
_REQUIRED = (
    "requirement",
    "standard",
    "criteria",
    "criterion",
    "description",
    "desc",
    "detail",
    "评分标准",
    "评分细则",
    "扣分标准",
    "测评标准",
    "标准",
    "计分办法",
    "content",
    "rule_text",
    "scoring_rule",
    "要求",
)
_REMARK = ("remark", "remarks", "note", "备注", "memo")
_ID, _PARENT = (
    ("id", "ID", "Id", "编号", "code"),
    ("parent_id", "pid", "parentId", "parent", "parent_code", "父级", "上级编号", "上级", "pId"),
)
_ORDER = ("sort", "order", "order_num", "seq", "排序", "sort_order", "orderNum")
_RESERVED = {
    *_EVIDENCE,
    "rule",
    "method",
    "methods",
    "vetoes",
    "thresholds",
    "components",
    "defects",
    "scoring",
    "source",
}
_MOST_LOOKED_AT = 50_000


def read_data(data: object) -> tuple[list[Raw], list[Finding]]:
    """The lines found in ``data``, wherever in it they begin."""
    items = _items(data)
    if items and _is_flat(items):
        found = [
            Linked(_raw(one, at, ""), _first(one, _ID), _first(one, _PARENT), _first(one, _ORDER))
            for at, one in enumerate(items, start=1)
        ]
        for one in found:
            if not one.raw.printed:
                one.raw.code, one.raw.printed = one.own, bool(one.own)
        return linked(found)
    return _nested(items), []


def _items(data: object) -> list[dict[str, Any]]:
    """The first list of named things, from the outside in."""
    waiting, looked = deque([data]), 0
    while waiting and looked < _MOST_LOOKED_AT:
        value = waiting.popleft()
        looked += 1
        items = _listed(value)
        if items and _are_lines(items):
            return items
        if isinstance(value, dict):
            waiting += [one for key, one in value.items() if key not in _RESERVED]
        elif isinstance(value, list):
            waiting += value
    return []


def _listed(value: object) -> list[dict[str, Any]]:
    """A list of objects; objects under keys that are numbers stand in the order of the numbers."""
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)] if value else []
    if isinstance(value, dict) and value and all(re.fullmatch(r"\d{1,9}", str(key)) for key in value):
        return [one for _, one in sorted(value.items(), key=lambda pair: int(pair[0])) if isinstance(one, dict)]
    return []


def _are_lines(items: list[dict[str, Any]]) -> bool:
    named = sum(1 for one in items if _first(one, _NAME) or _children(one))
    told = sum(1 for one in items if len(one) > 1)
    return named * 2 > len(items) and told > 0


def _is_flat(items: list[dict[str, Any]]) -> bool:
    named = sum(1 for one in items if any(key in one for key in _PARENT))
    return named * 2 > len(items) and not any(_children(one) for one in items)


def _children(one: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    found = []
    for key, value in one.items():
        if key not in _RESERVED and isinstance(value, list | dict):
            items = _listed(value)
            if items and any(_first(item, _NAME) or _first(item, _CODE) for item in items):
                found.append((str(key), items))
    return found


def _nested(items: list[dict[str, Any]]) -> list[Raw]:
    roots: list[Raw] = []
    waiting: deque[tuple[dict[str, Any], str, list[Raw], str]] = deque((one, "", roots, "") for one in items)
    number = 0
    while waiting:
        one, key, place, above = waiting.popleft()
        number += 1
        raw = _raw(one, number, key if key and key != above else "")
        place.append(raw)
        for name, below in _children(one):
            waiting += [(item, name, raw.children, key or name) for item in below]
    return roots


def _raw(one: dict[str, Any], number: int, table: str) -> Raw:
    """``table`` is the key it was listed under where that is not its parent's: its numbers are of their own."""
    name = _first(one, _NAME)
    raw = Raw(name, number, code=_code(one, table))
    raw.printed = bool(raw.code)
    if not raw.printed and (found := leading_code(name)):
        raw.code, raw.printed, raw.style, raw.text = found[0].text, True, found[0].style, found[1]
    raw.score, raw.weight, raw.cap = _first(one, _SCORE), _first(one, ("weight", "权重")), _first(one, ("cap", "封顶"))
    raw.requirement = [text for text in _texts(one, _REQUIRED) if text != name]
    raw.methods = _texts(one, _METHOD)
    raw.remarks = _texts(one, _REMARK)
    rule = one.get("rule")
    raw.rule = rule if isinstance(rule, dict) else None
    if isinstance(rule, str):
        raw.requirement.append(rule)
    said = next((one[key] for key in _EVIDENCE if key in one), None)
    raw.evidence = said if isinstance(said, list) else None
    raw.materials = [said] if isinstance(said, str) else []
    return raw


def _code(one: dict[str, Any], table: str) -> str:
    said = _first(one, _CODE)
    if said:
        return said
    number = _first(one, _ID)
    return _initial(table) + number if number else ""


def _initial(table: str) -> str:
    """The items of the list mytask are t1, t2, …"""
    noun = re.sub(r"^(?:my|the|sub)_?", "", table.lower())
    return "" if noun in ("", "children", "child", "nodes", "items", "list") or not noun[0].isascii() else noun[0]


def _first(one: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = one.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _texts(one: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = one.get(key)
        parts = value if isinstance(value, list) else [value]
        found += [part for part in parts if isinstance(part, str) and part.strip() and part not in found]
    return found


def records(data: object) -> list[tuple[str, ...]]:
    """A list of flat objects with several naming keys is a table: its head, then its rows; empty where it is none."""
    items = _items(data)
    keys = list(dict.fromkeys(str(key) for one in items[:200] for key in one))
    naming = [key for key in keys if role_of(key) in NAMING]
    if len(naming) < 2 or any(_children(one) for one in items) or any(key in one for one in items for key in _PARENT):
        return []
    if any(isinstance(one.get(key), dict | list) for one in items for key in keys):
        return []
    return [tuple(keys), *(tuple(str(one.get(key) or "") for key in keys) for one in items)]
