"""The lines a task was read from, with its owners, figures and dates marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KINDS = frozenset({"lead", "duty", "target", "term"})


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that carry one mark; ``kind`` is empty for plain text."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    runs: tuple[Run, ...]


def source_lines(lines: Mapping[int, str], spans: Iterable[tuple[int, int, int, str]]) -> tuple[SourceLine, ...]:
    """The lines ``spans`` (line, start, end, kind) lie in. A span that fits no line marks nothing."""
    by_line: dict[int, list[tuple[int, int, str]]] = {}
    for number, start, end, kind in spans:
        if 0 <= start < end <= len(lines.get(number, "")):
            by_line.setdefault(number, []).append((start, end, kind))
    return tuple(SourceLine(number, _runs(lines[number], by_line[number])) for number in sorted(by_line))


def _runs(text: str, spans: list[tuple[int, int, str]]) -> tuple[Run, ...]:
    kinds = [""] * len(text)
    for start, end, kind in sorted(spans, key=lambda one: one[0] - one[1]):
        if kind in KINDS:
            kinds[start:end] = [kind] * (end - start)
    runs: list[Run] = []
    begun = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or kinds[at] != kinds[begun]:
            runs.append(Run(text[begun:at], kinds[begun]))
            begun = at
    return tuple(runs)
