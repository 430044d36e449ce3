"""Nested keys and values into a tree: children in lists or under keys that are numbers, or a flat list with parents."""

import re
from collections import deque
from functools import lru_cache
from typing import Any

from . import keys
from .codes import LONGEST_CODE, leading_code
from .columns import NAMING
from .findings import Finding
from .heads import role_of
from .links import Linked, linked
from .raw import Raw

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_LOOKED_AT = 50_000


def read_data(data: object) -> tuple[list[Raw], list[Finding]]:
    """The lines found in ``data``, wherever in it they begin."""
    items = _items(lowered(data))
    if items and _is_flat(items):
        found = [
            Linked(_raw(one, at, ""), _first(one, keys.ID), _first(one, keys.PARENT), _first(one, keys.ORDER))
            for at, one in enumerate(items, start=1)
        ]
        for one in found:
            if not one.raw.printed:
                one.raw.code, one.raw.printed = one.own, bool(one.own)
        return linked(found)
    return _nested(items), []


def lowered(data: object) -> object:
    """Keys in small letters with their words apart, as people vary them: fullScore is full_score. A rule's stay."""
    if isinstance(data, dict):
        said = ((_CAMEL.sub("_", str(key).strip()).lower(), value) for key, value in data.items())
        return {name: value if name == "rule" else lowered(value) for name, value in said}
    return [lowered(one) for one in data] if isinstance(data, list) else data


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
            waiting += [one for key, one in value.items() if key not in keys.RESERVED]
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
    named = sum(1 for one in items if _first(one, keys.NAME) or _children(one))
    told = sum(1 for one in items if len(one) > 1)
    return named * 2 > len(items) and told > 0


def _is_flat(items: list[dict[str, Any]]) -> bool:
    named = sum(1 for one in items if any(_means(key, keys.PARENT) or key in keys.PARENT for key in one))
    return named * 2 > len(items) and not any(_children(one) for one in items)


def _children(one: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    found = []
    for key, value in one.items():
        if key not in keys.RESERVED and isinstance(value, list | dict):
            items = _listed(value)
            if items and any(_first(item, keys.NAME) or _first(item, keys.CODE) for item in items):
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
    name = _first(one, keys.NAME)
    raw = Raw(name, number, code=_code(one, table))
    raw.printed = bool(raw.code)
    if not raw.printed and (found := leading_code(name)):
        raw.code, raw.printed, raw.style, raw.text = found[0].text, True, found[0].style, found[1]
    raw.score, raw.weight, raw.cap = _first(one, keys.SCORE), _first(one, keys.WEIGHT), _first(one, keys.CAP)
    raw.requirement = [text for text in _texts(one, keys.REQUIRED) if text != name]
    raw.methods = _texts(one, keys.METHOD)
    raw.remarks = _texts(one, keys.REMARK)
    rule = one.get("rule")
    raw.rule = rule if isinstance(rule, dict) else None
    if isinstance(rule, str):
        raw.requirement.append(rule)
    said = next((one[key] for key in keys.EVIDENCE if key in one), None)
    raw.evidence = said if isinstance(said, list) else None
    raw.materials = [said] if isinstance(said, str) else []
    return raw


def _code(one: dict[str, Any], table: str) -> str:
    said = _first(one, keys.CODE)[:LONGEST_CODE]
    if said:
        return said
    number = _first(one, keys.ID)[:LONGEST_CODE]
    return _initial(table) + number if number else ""


def _initial(table: str) -> str:
    """The items of the list mytask are t1, t2, …"""
    noun = re.sub(r"^(?:my|the|sub)_?", "", table.lower())
    return "" if noun in ("", "children", "child", "nodes", "items", "list") or not noun[0].isascii() else noun[0]


def _first(one: dict[str, Any], names: tuple[str, ...]) -> str:
    for key in (*names, *(key for key in one if key not in keys.KNOWN and _means(key, names))):
        value = one.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


@lru_cache(maxsize=4096)
def _means(key: str, names: tuple[str, ...]) -> bool:
    """Whether a key that is not known means the same as ``names``, by its words or as the head of a column."""
    first, last = key.partition("_")[0], key.rpartition("_")[2]
    if first in ("parent", "order", "sort") and key != first:
        return names == (keys.PARENT if first == "parent" else keys.ORDER)
    if "_" in key and last in keys.LAST_WORD.get(names, ()):
        return names != keys.ORDER
    return role_of(key) in keys.BY_HEAD.get(names, ())


def _texts(one: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for key in names:
        value = one.get(key)
        parts = value if isinstance(value, list) else [value]
        found += [part for part in parts if isinstance(part, str) and part.strip() and part not in found]
    return found


def records(data: object) -> list[tuple[str, ...]]:
    """A list of flat objects with several naming keys is a table: its head, then its rows; empty where it is none."""
    items = _items(data)
    heads = list(dict.fromkeys(str(key) for one in items[:200] for key in one))
    naming = [key for key in heads if role_of(key) in NAMING]
    if (
        len(naming) < 2
        or any(_children(one) for one in items)
        or any(key in one for one in items for key in keys.PARENT)
    ):
        return []
    if any(isinstance(one.get(key), dict | list) for one in items for key in heads):
        return []
    return [tuple(heads), *(tuple(str(one.get(key) or "") for key in heads) for one in items)]


def arrays(data: object) -> list[tuple[str, ...]]:
    """A list of lists of texts is a table; empty where there is none."""
    waiting, looked = deque([data]), 0
    while waiting and looked < _MOST_LOOKED_AT:
        value = waiting.popleft()
        looked += 1
        rows = value if isinstance(value, list) else []
        if len(rows) > 1 and all(_is_row(row) for row in rows):
            return [tuple("" if one is None else str(one) for one in row) for row in rows]
        waiting += value.values() if isinstance(value, dict) else rows
    return []


def _is_row(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(one, dict | list) for one in value)
