"""Printed lines of pages into lines of a text: page furniture dropped, broken lines marked as going on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from wenming.domain.plan.headings import DIGIT, HAN_BRACKET, HAN_COMMA, parse_marker
from wenming.filestore.intake.lines.glyphs import Printed

_RULE = r"[\s—\-－–·•―─_~～]"
_PAGE_NUMBER = re.compile(
    rf"{_RULE}+\d{{1,4}}{_RULE}+|{_RULE}*第\s*\d{{1,4}}\s*页(?:[/，,\s]*共\s*\d{{1,4}}\s*页)?{_RULE}*"
    r"|\d{1,4}\s*/\s*\d{1,4}"
)
_DIGITS = re.compile(r"\d+")
_FURNITURE_PAGES, _OUTER_LINES, _ENOUGH = 3, 2, 5
_END_MARKS = "。！？；：:;!?"
_CLOSING = "）)】〕]"
_NEVER_INLINE = (HAN_COMMA, HAN_BRACKET, DIGIT)
_AT_EDGE, _SET_IN = 1.2, 3.6
_APART = re.compile(r"\S {3,}\S")
_LONGEST_HEADING = 30
_WORD = re.compile(r"[0-9A-Za-z%.,]{1,12}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``y`` is where it begins, ``part`` as in ``Printed``."""

    cells: tuple[str, ...]
    y: float
    part: int = 0


@dataclass(slots=True)
class Page:
    """What one page shows, from the top down."""

    width: float
    lines: list[Printed] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextLine:
    """``continues``: the line goes on the paragraph of the line before. ``heading``: it is set apart."""

    text: str
    page: int
    continues: bool
    cells: tuple[str, ...] | None = None
    heading: bool = False


def text_lines(pages: Sequence[Page]) -> list[TextLine]:
    """All lines in reading order; an empty one stands where the page leaves a gap."""
    _drop_furniture(pages)
    margins = _margins(pages)
    setting = _setting(pages, margins)
    apart = _styles_apart(pages)
    result: list[TextLine] = []
    before: Printed | None = None
    head: tuple[str, ...] = ()
    for number, page in enumerate(pages, start=1):
        last_y: float | None = None
        part = 0
        for item in _in_order(page):
            if item.part != part:
                part, last_y = item.part, None
            if isinstance(item, Row):
                head = head or item.cells
                if not (item.cells == head and result and result[-1].cells):  # the head again on the next page
                    _add_row(result, item, number)
                before, last_y = None, None
                continue
            head = ()
            parted = last_y is not None and last_y - item.y > max(2.3 * item.size, 1.5 * _leading(page))
            last = before if before and before.column == item.column and not parted else None
            goes_on = last is not None and _goes_on(last, item, margins[_kind(page, item)], setting)
            if parted or (last_y is None and before is not None and not goes_on):
                result.append(TextLine("", number, continues=False))
            result.append(TextLine(item.text, number, goes_on, heading=_style(item) in apart))
            before, last_y = item, item.y
    return result


_Style = tuple[str, float]


def _style(line: Printed) -> _Style:
    return line.face, round(2 * line.size) / 2


def _styles_apart(pages: Sequence[Page]) -> set[_Style]:
    """The styles in which only short lines are set, none smaller than the text: those of titles and headings.

    A style in which a line is full is one of running text, and so is the commonest.
    """
    lines = [line for page in pages for line in page.lines]
    count: Counter[_Style] = Counter()
    longest: dict[_Style, int] = {}
    for line in lines:
        count[_style(line)] += len(line.text)
        longest[_style(line)] = max(longest.get(_style(line), 0), len(line.text))
    if not count:
        return set()
    usual = count.most_common(1)[0][0]
    return {
        style
        for style, long in longest.items()
        if style != usual and style[0] and style[1] >= usual[1] and long <= _LONGEST_HEADING
    }


def _add_row(result: list[TextLine], row: Row, page: int) -> None:
    """A row, or what is left of a row broken by the end of a page: no number where the row above has one."""
    cells, last = row.cells, result[-1] if result else None
    if last and last.cells and last.page < page and _is_rest(last.cells, cells):
        cells = tuple(one + two if one != two else one for one, two in zip(last.cells, cells, strict=True))
        page = last.page
        result.pop()
    result.append(TextLine("\t".join(cells), page, continues=False, cells=cells))


def _is_rest(above: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    numbered = [at for at, cell in enumerate(above) if _is_number(cell)]
    fits = len(above) == len(cells) and bool(numbered) and not cells[numbered[0]]
    return fits and not any(parse_marker(cell) for cell in cells if cell)


def _is_number(cell: str) -> bool:
    marker = parse_marker(f"{cell}　。")
    return (cell.isdecimal() and len(cell) <= 3) or (marker is not None and marker.end >= len(cell) > 0)


def _in_order(page: Page) -> Iterator[Printed | Row]:
    items: list[Printed | Row] = [*page.lines, *page.rows]
    yield from sorted(items, key=lambda item: (item.part, -item.y))


def _drop_furniture(pages: Sequence[Page]) -> None:
    """Page numbers, and lines that stand at the edge of three pages or more with nothing changed but digits."""
    heads = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    bare = _bare_numbers(pages)
    for page in pages:
        gone = {
            id(line)
            for line in _outer(page)
            if _PAGE_NUMBER.fullmatch(line.text)
            or (heads[_key(line)] >= max(_FURNITURE_PAGES, 0.5 * len(pages)) and not line.text.strip().isdecimal())
        } | bare
        page.lines = [line for line in page.lines if id(line) not in gone]


def _bare_numbers(pages: Sequence[Page]) -> set[int]:
    """Lines that are only a number, at the edge of most pages and counting with them; 3 in a list of tasks is none."""
    found = [
        (int(line.text) - at, id(line))
        for at, page in enumerate(pages)
        for line in _outer(page)
        if line.text.strip().isdecimal() and len(line.text.strip()) <= 4
    ]
    step, times = Counter(step for step, _ in found).most_common(1)[0] if found else (0, 0)
    return {line for one, line in found if one == step} if times >= max(2, 0.6 * len(pages)) else set()


def _outer(page: Page) -> list[Printed]:
    """The first and last lines that stand above and below everything else, tables included."""
    inner = [row.y for row in page.rows]
    lines = sorted(page.lines, key=lambda line: -line.y)
    lines = lines if len(lines) > 2 * _OUTER_LINES else lines[:1] + lines[1:][-1:]
    edge = lines if len(lines) <= 2 * _OUTER_LINES else lines[:_OUTER_LINES] + lines[-_OUTER_LINES:]
    return [line for line in edge if not inner or line.y > max(inner) or line.y < min(inner)]


def _key(line: Printed) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))


def _leading(page: Page) -> float:
    """The usual distance of two lines on a page."""
    steps = [round(one.y - two.y) for one, two in zip(page.lines, page.lines[1:], strict=False)]
    return float(Counter(steps).most_common(1)[0][0]) if steps else 0.0


_Kind = tuple[int, int]


def _kind(page: Page, line: Printed) -> _Kind:
    """Lines of one kind have the same margins: full lines of pages of one width, lines of columns on such pages."""
    return round(page.width), line.column


def _margins(pages: Sequence[Page]) -> dict[_Kind, tuple[float, float]]:
    """The left and right edge of the text: where full lines of a kind begin and end.

    A page or two of tables has few lines; its margins are taken to be alike.
    """
    kinds: dict[_Kind, list[Printed]] = {}
    for page in pages:
        for line in page.lines:
            kinds.setdefault(_kind(page, line), []).append(line)
    result: dict[_Kind, tuple[float, float]] = {}
    for (width, column), lines in kinds.items():
        wide = 0.2 if column else 0.4
        long = [line for line in lines if line.x1 - line.x0 > wide * width]
        flush = [] if len(long) >= _ENOUGH else _flush_right(lines)
        long = flush or long or lines
        lefts, rights = sorted(line.x0 for line in long), sorted(line.x1 for line in long)
        left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
        result[width, column] = (left, right if column or flush or len(long) >= _ENOUGH else max(right, width - left))
    return result


def _flush_right(lines: Sequence[Printed]) -> list[Printed]:
    """The lines of the one column a page is set in: narrow, and a good part of them ending at one edge to a hair."""
    ends = Counter(round(line.x1) for line in lines)
    edge, times = max(ends.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    flush = [line for line in lines if abs(line.x1 - edge) <= 0.3 * line.size]
    return flush if times and len(flush) >= max(_ENOUGH, 0.2 * len(lines)) else []


class Setting(Enum):
    """How paragraphs are told apart: their first lines are set in, all their lines are, or none is."""

    FIRST_LINES, WHOLE, BLOCK = range(3)


def _setting(pages: Sequence[Page], margins: dict[_Kind, tuple[float, float]]) -> Setting:
    """WHOLE where fewer than one line in twenty begins at the edge, BLOCK where fewer than one is set in a little."""
    places = [(line.x0 - margins[_kind(page, line)][0]) / max(line.size, 1.0) for page in pages for line in page.lines]
    flush = sum(place <= _AT_EDGE for place in places)
    little = sum(_AT_EDGE < place <= _SET_IN for place in places)
    if flush * 20 < len(places):
        return Setting.WHOLE
    return Setting.BLOCK if little * 20 < len(places) else Setting.FIRST_LINES


def _goes_on(last: Printed, line: Printed, edges: tuple[float, float], setting: Setting) -> bool:
    """Whether ``line`` is the next line of the paragraph ``last`` belongs to.

    A new paragraph is set in by two characters or follows a line that ended early. Where whole paragraphs are set in,
    a line like the one above goes on only where that one is full and stops in the middle of a sentence. Where none is,
    the first number of an item or a line that ended early opens a new one. Two lines set in columns stay two.
    """
    left, right = edges
    size = max(last.size, 1.0)
    other = abs(last.size - line.size) > 0.15 * size or bool(_APART.search(last.text) and _APART.search(line.text))
    if other or last.x0 > left + 0.4 * (right - left):
        return False
    full = last.x1 >= right - 1.6 * size
    ended = last.text.rstrip()[-1:] in _END_MARKS
    if line.x0 > left + _AT_EDGE * size:
        alike = abs(line.x0 - last.x0) < 0.6 * size and not parse_marker(line.text)
        return setting is Setting.WHOLE and full and not ended and alike
    if ended or last.text.rstrip()[-1:] in _CLOSING:
        return full and not parse_marker(line.text)
    if setting is Setting.BLOCK:
        if (marker := parse_marker(line.text)) and marker.kind in _NEVER_INLINE:
            return False
        word = _WORD.match(line.text)  # a word or figure is not broken, so that the line before may end early
        return last.x1 >= right - (1.6 + 0.6 * (word.end() if word else 0)) * size
    wide = last.x1 - left > 0.6 * (right - left) and last.x0 < left + 2.6 * size
    return full or (wide and not parse_marker(line.text))
