"""Characters as a page sets them: paragraphs in lines, in columns, and tables whose columns only white parts."""

from collections.abc import Sequence

from wenming.filestore.intake.lines.glyphs import Glyph
from wenming.filestore.intake.lines.pdf_layout import TextLine, text_lines
from wenming.filestore.intake.lines.sheets import Sheet, pages_of

SIZE, STEP, TOP, LEFT, WIDTH = 12.0, 19.0, 760.0, 80.0, 595.0


def put(text: str, x: float, y: float, *, size: float = SIZE, air: float = 0.0, face: str = "") -> list[Glyph]:
    """A text from ``x`` on, in a ``face``; ``air`` between each two characters."""
    glyphs = []
    for mark in text:
        wide = size / 2 if mark.isascii() else size
        glyphs.append(Glyph(mark, x, x + wide, y, size, face))
        x += wide + air
    return glyphs


def in_lines(texts: Sequence[str], across: int) -> list[tuple[int, str]]:
    """Paragraphs as lines of ``across`` characters, the first set in by two: how far each is set in, and its text."""
    lines = []
    for text in texts:
        lines.append((2, text[: across - 2]))
        lines.extend((0, text[at : at + across]) for at in range(across - 2, len(text), across))
    return lines


def in_columns(lines: Sequence[tuple[int, str]], left: float, apart: float, deep: int) -> list[Glyph]:
    """Lines down one column and on in the next, ``apart`` to the right."""
    return [
        glyph
        for at, (indent, text) in enumerate(lines)
        for glyph in put(text, left + apart * (at // deep) + indent * SIZE, TOP - 60 - STEP * (at % deep))
    ]


def in_table(
    rows: Sequence[Sequence[str]], places: Sequence[tuple[float, int]], top: float = TOP, *, middle: bool = False
) -> list[Glyph]:
    """Cells at ``places`` (from where, how many characters a line), their lines from the top or about the middle."""
    glyphs: list[Glyph] = []
    y = top
    for row in rows:
        cells = [
            [text[at : at + across] for at in range(0, len(text), across)]
            for text, (_, across) in zip(row, places, strict=True)
        ]
        deep = max(len(cell) for cell in cells)
        for cell, (x, _) in zip(cells, places, strict=True):
            down = (deep - len(cell)) / 2 if middle else 0
            for at, text in enumerate(cell):
                glyphs.extend(put(text, x, y - STEP * (at + down)))
        y -= STEP * deep
    return glyphs


def read_pages(*pages: Sequence[Glyph]) -> list[TextLine]:
    return text_lines(pages_of([Sheet(WIDTH, list(page)) for page in pages]))


def paragraphs(lines: Sequence[TextLine]) -> list[str]:
    """The paragraphs the lines make."""
    found: list[str] = []
    for line in lines:
        if line.continues:
            found[-1] += line.text
        elif line.text:
            found.append(line.text)
    return found
