"""The source text with what was read from it marked: who leads, who answers, how much, by when, what is doubtful."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wenming.domain.plan.draft import Finding, PlanDraft, Span, TaskDraft
from wenming.domain.plan.lines import Line

LEAD, DUTY, TARGET, TERM = "lead", "duty", "target", "term"
_BETWEEN = set("、，, 和及与")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with one ``kind`` (empty for plain text); ``doubt`` is underlined.

    ``task`` is set in a line several tasks were read from.
    """

    text: str
    kind: str = ""
    doubt: bool = False
    task: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line as shown. ``task`` is the key of the one task read from it; ``findings`` the keys of the doubts in it."""

    number: int
    pieces: tuple[Piece, ...]
    heading: bool = False
    task: str | None = None
    findings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Marks:
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    doubts: list[tuple[int, int]] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    tasks: list[tuple[Span, str]] = field(default_factory=list)
    heading: bool = False


def marked_lines(lines: Sequence[Line], draft: PlanDraft, open_doubts: Iterable[Finding]) -> tuple[MarkedLine, ...]:
    """All lines that are not empty, in order. A span outside its line marks nothing."""
    marks: dict[int, _Marks] = {line.number: _Marks() for line in lines if line.text.strip()}
    for area in draft.areas:
        for span in _known(area.spans, marks):
            marks[span.line].heading = True
    for task in draft.tasks:
        _mark_task(task, marks)
    for finding in open_doubts:
        for span in _known((finding.span,) if finding.span else (), marks):
            marks[span.line].doubts.append((span.start, span.end))
            marks[span.line].findings.append(finding.key)
    return tuple(_line(line, marks[line.number]) for line in lines if line.number in marks)


def _mark_task(task: TaskDraft, marks: dict[int, _Marks]) -> None:
    for span in _known(task.spans, marks):
        marks[span.line].tasks.append((span, task.key))
    for kind, spans in task_spans(task):
        for span in _known(spans, marks):
            marks[span.line].spans.append((span.start, span.end, kind))


def task_spans(task: TaskDraft) -> list[tuple[str, tuple[Span, ...]]]:
    """The marked places of one task: kind and spans."""
    people = [(DUTY, one.spans) for one in (*task.responsible_units, *task.responsible_people)]
    return [
        *((LEAD, one.spans) for one in task.lead_units), *people,
        *((TARGET, one.spans) for one in task.targets), *((TERM, one.spans) for one in task.deadlines),
    ]  # fmt: skip


def _known(spans: Iterable[Span], marks: dict[int, _Marks]) -> list[Span]:
    return [span for span in spans if span.line in marks]


def _line(line: Line, marks: _Marks) -> MarkedLine:
    kinds = [""] * len(line.text)
    for start, end, kind in sorted(marks.spans, key=lambda one: one[0] - one[1]):
        kinds[start:end] = [kind] * len(kinds[start:end])
    _join_lists(kinds, line.text)
    doubts = [False] * len(line.text)
    for start, end in marks.doubts:
        doubts[start:end] = [True] * len(doubts[start:end])
    several = len({key for _, key in marks.tasks}) > 1
    tasks: list[str | None] = [None] * len(line.text)
    for span, key in marks.tasks if several else ():
        tasks[span.start : span.end] = [key] * len(tasks[span.start : span.end])
    pieces = _runs(line.text, kinds, doubts if _is_local(marks, line) else [False] * len(line.text), tasks)
    only = None if several or not marks.tasks else marks.tasks[0][1]
    return MarkedLine(line.number, pieces, marks.heading, only, tuple(dict.fromkeys(marks.findings)))


def _is_local(marks: _Marks, line: Line) -> bool:
    """Doubts are underlined where they point at words; a doubt about the whole line marks the line instead."""
    return any(end - start < len(line.text.strip()) for start, end in marks.doubts)


def _join_lists(kinds: list[str], text: str) -> None:
    """机关党委、人教处 are one mark: the signs between two names of a kind take the kind."""
    at = 0
    while at < len(kinds):
        if kinds[at] or text[at] not in _BETWEEN:
            at += 1
            continue
        end = at
        while end < len(kinds) and not kinds[end] and text[end] in _BETWEEN:
            end += 1
        if at > 0 and end < len(kinds) and kinds[at - 1] == kinds[end] and kinds[end] in {LEAD, DUTY}:
            kinds[at:end] = [kinds[end]] * (end - at)
        at = end


def _runs(text: str, kinds: list[str], doubts: list[bool], tasks: list[str | None]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    start = 0
    for at in range(1, len(text) + 1):
        here = (kinds[start], doubts[start], tasks[start])
        if at == len(text) or (kinds[at], doubts[at], tasks[at]) != here:
            pieces.append(Piece(text[start:at], *here))
            start = at
    return tuple(pieces)
