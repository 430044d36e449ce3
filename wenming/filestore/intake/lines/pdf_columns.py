"""Pages set in two columns: where the gutter runs, and in which order their parts are read.

The gutter is an upright strip near the middle that no line crosses over some height, with lines on both sides that
end at the edge of their column, as running text does and the cells of a table do not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming.filestore.intake.lines.glyphs import Glyph, base_lines

_APART, _GUTTER = 0.9, 1.0
_FROM, _TO = 0.35, 0.65
_FEWEST, _FEWEST_FULL, _FULL, _FLUSH, _FULL_SHARE = 4, (2, 6), 1.7, 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of two columns, from left to right."""

    left: float
    left_end: float
    right: float
    right_end: float

    @property
    def shift(self) -> float:
        """How far the second stands to the right of the first."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left_end + self.right) / 2


@dataclass(slots=True)
class Part:
    """What is read in one go: a run of full lines (``column`` 0), or one column (1, 2) of a stretch set in two."""

    column: int
    top: float
    bottom: float
    glyphs: list[Glyph]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of one base line without a wide gap between them."""

    glyphs: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def size(self) -> float:
        return self.glyphs[0].size


_Line = list[_Piece]


def columns_of(pages: Sequence[Sequence[Glyph]]) -> Columns | None:
    """The two columns a document is set in, as its pages show them; None where no page is."""
    found = [columns for page in pages if (columns := _on_page(_lines(page)))]
    return max(found, key=lambda one: sum(_alike(one, other) for other in found)) if found else None


def parts_of(glyphs: Sequence[Glyph], columns: Columns | None, *, first: bool) -> list[Part]:
    """A page in the order it is read. Without columns it is one part. ``first``: no page stands before it."""
    if columns is None:
        return [Part(0, float("inf"), float("-inf"), list(glyphs))]
    parts: list[Part] = []
    for stretch, two in _stretches(_lines(glyphs), columns, first=first):
        top, bottom = stretch[0][0].glyphs[0].y, stretch[-1][0].glyphs[0].y
        if not two:
            parts.append(Part(0, top, bottom, [glyph for line in stretch for piece in line for glyph in piece.glyphs]))
            continue
        sides: tuple[list[Glyph], list[Glyph]] = ([], [])
        for line in stretch:
            for piece in line:
                sides[piece.x0 >= columns.middle].extend(piece.glyphs)
        parts.extend(Part(at, top, bottom, side) for at, side in enumerate(sides, start=1) if side)
    return parts


def _lines(glyphs: Sequence[Glyph]) -> list[_Line]:
    return [list(_pieces(line)) for line in base_lines(glyph for glyph in glyphs if not glyph.text.isspace())]


def _pieces(line: Sequence[Glyph]) -> Iterator[_Piece]:
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or line[at].x0 - line[at - 1].x1 > _APART * line[at].size:
            yield _Piece(tuple(line[start:at]))
            start = at


def _on_page(lines: list[_Line]) -> Columns | None:
    pieces = [piece for line in lines for piece in line]
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    size = Counter(piece.size for piece in pieces).most_common(1)[0][0]
    best: list[_Piece] = []
    strip = (0.0, 0.0)
    for gutter in _gutters(pieces, left + _FROM * (right - left), left + _TO * (right - left), _GUTTER * size):
        run = _longest_run(lines, gutter)
        if len(run) > len(best):
            best, strip = run, gutter
    one = [piece for piece in best if piece.x1 <= strip[0]]
    two = [piece for piece in best if piece.x0 >= strip[1]]
    if min(len(one), len(two)) < _FEWEST:
        return None
    columns = Columns(*_edges(one), *_edges(two))
    wide = columns.left_end - columns.left, columns.right_end - columns.right
    alike = abs(wide[0] - wide[1]) < 2 * size and columns.right - columns.left_end >= _GUTTER * size
    full = _full(one, columns.left_end), _full(two, columns.right_end)
    runs_on = min(full) >= _FEWEST_FULL[0] and sum(full) >= max(_FEWEST_FULL[1], _FULL_SHARE * len(best))
    return columns if alike and runs_on else None


def _gutters(pieces: Sequence[_Piece], low: float, high: float, least: float) -> list[tuple[float, float]]:
    """Strips near the middle between the end of a piece and the beginning of another, the commonest first."""
    ends = Counter(round(piece.x1) for piece in pieces if low <= piece.x1 <= high)
    starts = Counter(round(piece.x0) for piece in pieces if low <= piece.x0 <= high)
    pairs = [(end, start) for end, _ in ends.most_common(6) for start, _ in starts.most_common(6)]
    return [(end + 0.6, start - 0.6) for end, start in pairs if start - end >= least]


def _longest_run(lines: list[_Line], gutter: tuple[float, float]) -> list[_Piece]:
    best: list[_Piece] = []
    run: list[_Piece] = []
    for line in [*lines, None]:
        if line is not None and not any(_crosses(piece, gutter) for piece in line):
            run.extend(line)
            continue
        best = run if len(run) > len(best) else best
        run = []
    return best


def _crosses(piece: _Piece, gutter: tuple[float, float]) -> bool:
    return piece.x0 < gutter[1] and piece.x1 > gutter[0]


def _edges(side: Sequence[_Piece]) -> tuple[float, float]:
    lefts, rights = sorted(piece.x0 for piece in side), sorted(piece.x1 for piece in side)
    return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]


def _full(side: Sequence[_Piece], end: float) -> int:
    """How many lines of a column end at its edge to a hair, as the lines of running text do."""
    return sum(piece.x1 >= end - _FLUSH * piece.size for piece in side)


def _alike(one: Columns, other: Columns) -> bool:
    return abs(one.left - other.left) < 3 and abs(one.right - other.right) < 3


def _stretches(lines: list[_Line], columns: Columns, *, first: bool) -> Iterator[tuple[list[_Line], bool]]:
    """Runs of lines that cross the gutter or do not; what fills no column is read as full lines.

    Columns may end with a line or two on the next page.
    """
    gutter = (columns.left_end + 1, columns.right - 1)
    runs: list[tuple[list[_Line], bool]] = []
    for line in lines:
        two = not any(_crosses(piece, gutter) for piece in line)
        if runs and runs[-1][1] == two:
            runs[-1][0].append(line)
        else:
            runs.append(([line], two))
    joined: list[tuple[list[_Line], bool]] = []
    for at, (run, apart) in enumerate(runs):
        two = apart and (_is_columns(run, columns) or (at == 0 and not first))
        if joined and joined[-1][1] == two:
            joined[-1][0].extend(run)
        else:
            joined.append((run, two))
    yield from joined


def _is_columns(run: list[_Line], columns: Columns) -> bool:
    sides: tuple[list[_Piece], list[_Piece]] = ([], [])
    for line in run:
        for piece in line:
            sides[piece.x0 >= columns.middle].append(piece)
    ends = (columns.left_end, columns.right_end)
    return any(
        len(side) >= 2 and any(piece.x1 >= end - _FULL * piece.size for piece in side)
        for side, end in zip(sides, ends, strict=True)
    )
