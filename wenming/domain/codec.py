"""Frozen dataclasses to plain JSON values and back, driven by their type hints.

Knows what drafts and rules use and nothing more: nested dataclasses, ``tuple[X, ...]``, ``X | None``, str, int, float,
bool, StrEnum values as text, and exact fractions (an int where whole, otherwise a decimal or n/d as text).
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Data = TypeVar("Data")


def encode(value: Any) -> Any:
    """Dataclasses become dicts and tuples lists; everything else is already JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return _exact(value) if isinstance(value, Fraction) else value


def _exact(value: Fraction) -> int | str:
    if value.denominator == 1:
        return value.numerator
    short = f"{float(value):g}"
    return short if Fraction(short) == value else str(value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def decode(kind: type[Data], data: Any, where: str) -> Data:
    """Build ``kind`` from ``data``. An unknown field is an error, and so is a missing one without a default.

    Drafts written before a field existed stay readable; nothing that was written is dropped.
    """
    return cast(Data, _decode(kind, data, where))


def _decode(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        inner = next(part for part in get_args(kind) if part is not type(None))
        return None if data is None else _decode(inner, data, where)
    if origin is tuple:
        return _decode_tuple(get_args(kind)[0], data, where)
    if is_dataclass(kind):
        return _decode_dataclass(cast(type, kind), data, where)
    if kind is Fraction:
        return _fraction(data, where)
    return _plain(kind, data, where)


def _plain(kind: Any, data: Any, where: str) -> Any:
    if kind is float and type(data) is int:
        return float(data)
    if issubclass(kind, StrEnum) and data in [word.value for word in kind]:
        return kind(data)
    if type(data) is not kind:
        raise ValueError(f"{where}: {kind.__name__} expected")
    return data


def _fraction(data: Any, where: str) -> Fraction:
    if not isinstance(data, int | str) or isinstance(data, bool):
        raise ValueError(f"{where}: an exact number expected")
    try:
        return Fraction(data)
    except (ValueError, ZeroDivisionError) as wrong:
        raise ValueError(f"{where}: an exact number expected") from wrong


def _decode_tuple(kind: Any, data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, Sequence) or isinstance(data, str):
        raise ValueError(f"{where}: a list expected")
    return tuple(_decode(kind, item, f"{where}[{position}]") for position, item in enumerate(data))


def _decode_dataclass(kind: type, data: Any, where: str) -> Any:
    hints = _hints(kind)
    if not isinstance(data, Mapping):
        raise ValueError(f"{where}: an object expected")
    required = {field.name for field in fields(kind) if field.default is MISSING}
    if wrong := (set(data) - set(hints)) | (required - set(data)):
        raise ValueError(f"{where}: fields unknown or missing: {sorted(map(str, wrong))}")
    return kind(**{name: _decode(hints[name], value, f"{where}.{name}") for name, value in data.items()})
