"""What a person selected in the source, as a passage with its places; and where a cut in a task falls there."""

from collections.abc import Sequence

from wenming.domain.errors import InputRefused
from wenming.domain.plan.draft import Span, TaskDraft
from wenming.domain.plan.lines import Line
from wenming.domain.plan.passage import Passage, joined, squeezed

Place = tuple[int, int]
_LONGEST = 4000
_AHEAD = 12


def selected(lines: Sequence[Line], start: Place, end: Place) -> Passage:
    """The characters from ``start`` up to ``end``, each a line number and a character of that line.

    Raises InputRefused where nothing is selected, or more than a task can hold.
    """
    parts = []
    for line in lines:
        if start[0] <= line.number <= end[0]:
            low = start[1] if line.number == start[0] else 0
            high = min(end[1], len(line.text)) if line.number == end[0] else len(line.text)
            if 0 <= low < high:
                parts.append(Passage(line.text[low:high], (Span(line.number, low, high),)).strip())
    passage = joined(part for part in parts if part.text)
    if not passage.text:
        raise InputRefused("还没有选中文字。请在左边的原文里选中一段，再选它是什么。")
    if len(passage.text) > _LONGEST:
        raise InputRefused(f"选中的文字太长，超过 {_LONGEST} 字。请只选一项任务的文字。")
    return passage


def place_of_cut(lines: Sequence[Line], task: TaskDraft, at: int) -> Place | None:
    """Where character ``at`` of a task's text is printed; None where the source does not say those words.

    The text of a task leaves out its number, its owners and blanks, so the words after the cut are looked for behind
    as many characters as stand before it.
    """
    texts = {line.number: line.text for line in lines}
    printed = [
        (span.line, place, texts[span.line][place]) for span in task.spans if span.line in texts
        for place in range(span.start, min(span.end, len(texts[span.line])))
        if not texts[span.line][place].isspace()
    ]  # fmt: skip
    words = squeezed(task.text[at:])[:_AHEAD]
    found = "".join(one for _, _, one in printed).find(words, len(squeezed(task.text[:at]))) if words else -1
    return printed[found][:2] if found >= 0 else None


def before(span: Span, place: Place) -> bool:
    """Whether a span begins before a place."""
    return (span.line, span.start) < place


def parted(spans: Sequence[Span], place: Place) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans before a place and those from it on; the one it falls into is cut."""
    first, second = [], []
    for span in spans:
        if not before(span, place):
            second.append(span)
        elif span.line == place[0] and span.end > place[1]:
            first.append(Span(span.line, span.start, place[1]))
            second.append(Span(span.line, place[1], span.end))
        else:
            first.append(span)
    return tuple(first), tuple(second)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.line == other.line and one.start < other.end and other.start < one.end


def without(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """``spans`` less the characters of ``taken``."""
    left = list(spans)
    for hole in taken:
        left = [part for span in left for part in _less(span, hole)]
    return tuple(left)


def _less(span: Span, hole: Span) -> list[Span]:
    if not meet(span, hole):
        return [span]
    parts = [Span(span.line, span.start, hole.start), Span(span.line, hole.end, span.end)]
    return [part for part in parts if part.start < part.end]
