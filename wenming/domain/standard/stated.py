"""Rules and material that a file of data states as keys and values."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .materials import slots_of
from .nodes import Material, Slot
from .points import points_of
from .rules import (
    WEAKER,
    Absence,
    Accrual,
    AccrualGraded,
    Band,
    Calendar,
    Grade,
    Graded,
    Incident,
    Judged,
    Rule,
    Shortfall,
    State,
    Step,
    Threshold,
    Tier,
    TieredThreshold,
    Unscored,
    Window,
)


def stated_rule(said: dict[str, Any]) -> Rule | None:
    """None for what is no rule of a known type with the figures it needs."""
    read = _READERS.get(str(said.get("type", "")))
    if read is None:
        return None
    try:
        return read(said)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _points(said: Any) -> Fraction | None:
    return None if said is None else points_of(str(said).removesuffix("%"))


def _needed(said: Any) -> Fraction:
    found = _points(said)
    if found is None:
        raise ValueError("a number is needed")
    return found


def _text(said: dict[str, Any], key: str) -> str:
    return str(said.get(key) or "")


def _op(said: dict[str, Any]) -> str:
    op = _text(said, "op") or ">="
    if op not in WEAKER:
        raise ValueError("an unknown comparison")
    return op


def _pairs(said: Any, name: str, value: str) -> list[tuple[str, Any]]:
    """{省级: 4} or [{level: 省级, value: 4}]."""
    if isinstance(said, dict):
        return list(said.items())
    return [(str(one[name]), one[value]) for one in said]


def _band(said: dict[str, Any]) -> Band:
    op = _text(said, "op")
    return Band(
        op if op in WEAKER else ">=",
        None if op == "otherwise" else _points(said.get("value")),
        _points(said.get("points")),
        _text(said, "state"),
    )


def _step(pair: tuple[str, Any]) -> Step:
    met, state = pair
    return Step(str(state), int(met) if met.isdecimal() else None)


def _window(said: dict[str, Any]) -> Window:
    return Window(
        _text(said, "label"),
        int(said["first"]),
        int(said["last"]),
        _needed(said["points"]),
        int(said.get("required") or 1),
    )


def _states(said: dict[str, Any]) -> State:
    steps = said.get("map") or {}
    told = [(str(one.get("met") or "rest"), one["state"]) for one in said.get("steps") or ()]
    return State(int(said.get("conditions") or 0), tuple(_step(pair) for pair in (told or steps.items())))


_READERS: dict[str, Callable[[dict[str, Any]], Rule]] = {
    "absence": lambda said: Absence(_points(said.get("deduct"))),
    "shortfall": lambda said: Shortfall(
        _needed(said["required"]),
        _text(said, "unit"),
        _points(said.get("deduct_per_missing")),
        tuple(map(str, said.get("topics") or ())),
    ),
    "threshold": lambda said: Threshold(
        _op(said),
        _needed(said.get("value", said.get("required"))),
        _text(said, "unit"),
        _text(said, "metric"),
        _points(said.get("deduct")),
    ),
    "graded": lambda said: Graded(tuple(map(_band, said["bands"])), _text(said, "unit"), _text(said, "metric")),
    "incident": lambda said: Incident(_points(said.get("deduct")), str(said.get("each", "")).lower() == "true"),
    "accrual": lambda said: Accrual(_points(said.get("points"))),
    "accrual_graded": lambda said: AccrualGraded(
        tuple(Grade(level, _needed(points)) for level, points in _pairs(said["grades"], "level", "points")),
        _points(said.get("cap")),
        _text(said, "unit"),
        str(said.get("highest_only", "")).lower() == "true",
    ),
    "tiered_threshold": lambda said: TieredThreshold(
        tuple(Tier(level, _needed(value)) for level, value in _pairs(said["tiers"], "level", "value")),
        _op(said),
        _text(said, "unit"),
        _text(said, "metric"),
        _points(said.get("deduct")),
    ),
    "calendar": lambda said: Calendar(tuple(map(_window, said["windows"]))),
    "state": _states,
    "judged": lambda _: Judged(),
    "none": lambda _: Unscored(),
}


def stated_slots(said: list[Any]) -> tuple[Slot, ...]:
    """Each a text, or an object with its kind; what names no known kind is left out."""
    found: list[Slot] = []
    for one in said:
        if isinstance(one, dict):
            found += _slot(one)
        elif isinstance(one, str):
            found += slots_of(one)
    return tuple(found)


def _slot(said: dict[str, Any]) -> tuple[Slot, ...]:
    kind = _text(said, "kind") or _text(said, "type")
    if kind not in set(Material):
        return slots_of(kind or _text(said, "name") or _text(said, "what"))
    captions = said.get("required_elements") or said.get("captions") or ()
    return (
        Slot(
            kind,
            _text(said, "what"),
            _count(said, "min_count", "min") or 1,
            _count(said, "max_count", "max"),
            _count(said, "max_chars", "characters"),
            tuple(map(str, captions)) if isinstance(captions, list) else (),
            _text(said, "group"),
        ),
    )


def _count(said: dict[str, Any], *names: str) -> int | None:
    found = next((points for name in names if (points := _points(said.get(name))) is not None), None)
    return int(found) if found is not None and 0 < found < 1_000_000 else None
