"""The pages of a PDF: characters and drawn lines. Runs as a program of its own (see ``pdf``), away from the product.

Standard input: the file. Standard output: one JSON object, ``lines`` or the ``refused`` reason.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from wenming.filestore.intake.lines.glyphs import Glyph
from wenming.filestore.intake.lines.pdf_layout import Page, text_lines
from wenming.filestore.intake.lines.pdf_tables import Rule, take_tables
from wenming.filestore.intake.lines.sheets import Sheet, pages_of

MOST_PAGES, MOST_GLYPHS, MOST_OBJECTS = 500, 700_000, 20_000
MEMORY, CPU_SECONDS = 1536 * 1024 * 1024, 60
_LEAST_TEXT, _MOST_STRANGE = 4, 0.2
_RULE_WIDTH = 0.1
_LONGEST_NAME = 120


def read_pages(data: bytes) -> dict[str, Any]:
    """``lines`` as [text, page, continues, cells, heading], or ``refused``: locked, damaged, long, scanned, garbled."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return {"refused": "locked" if error.err_code == raw.FPDF_ERR_PASSWORD else "damaged"}
    if not 0 < len(document) <= MOST_PAGES:
        return {"refused": "long" if len(document) else "damaged"}
    sheets: list[Sheet] = []
    total = 0
    for number in range(len(document)):
        with suppress(pdfium.PdfiumError):
            page = document[number]
            textpage = page.get_textpage()
            total += textpage.count_chars()
            if total > MOST_GLYPHS:
                return {"refused": "long"}
            sheets.append(_sheet(page, textpage))
    return _judged(pages_of(sheets))


def _judged(pages: list[Page]) -> dict[str, Any]:
    """A scan has next to no text; a font without its table of characters gives private or control characters."""
    lines = text_lines(pages)
    text = "".join("".join(line.text.split()) for line in lines)
    if len(text) < _LEAST_TEXT * max(1, len(pages)):
        return {"refused": "scanned"}
    strange = sum(1 for mark in text if "\ue000" <= mark <= "\uf8ff" or mark in "\ufffd\ufffe" or mark < " ")
    if strange > _MOST_STRANGE * len(text):
        return {"refused": "garbled"}
    return {"lines": [[line.text, line.page, line.continues, line.cells, line.heading] for line in lines]}


def _sheet(page: Any, textpage: Any) -> Sheet:
    width, height = page.get_size()
    turn = page.get_rotation() % 360
    glyphs = [_turned(glyph, turn, width, height) for glyph in _glyphs(textpage)]
    outside, rows = take_tables(glyphs, [] if turn else list(_rules(page)))
    return Sheet(width, outside, rows)


def _turned(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Where the character stands on the page as shown, for pages laid on their side."""
    x, y, long = glyph.x0, glyph.y, glyph.x1 - glyph.x0
    if turn == 90:
        return Glyph(glyph.text, y, y + glyph.size, height - x, glyph.size)
    if turn == 270:
        return Glyph(glyph.text, width - y, width - y + glyph.size, x, glyph.size)
    return Glyph(glyph.text, width - x - long, width - x, height - y, glyph.size) if turn == 180 else glyph


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    last: Glyph | None = None
    for at in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if raw.FPDFText_IsGenerated(textpage, at) == 1:  # a blank PDFium sees in a gap
            if code == 32 and last:
                yield Glyph(" ", last.x1, last.x1, last.y, last.size)
            continue
        if code in (0, 10, 13, 0xFFFE, 0x2) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, at, box)
        size = abs(box.right - box.left) if code > 0x2E80 else abs(box.top - box.bottom)
        face = _face(textpage, at, name) if code > 0x2E80 else ""
        last = Glyph(chr(code), box.left, box.right, y.value, size or 1.0, face)
        yield last


def _face(textpage: Any, at: int, name: Any) -> str:
    """The font's name and weight; a subset's mark before the name (ABCDEF+SimHei) does not count."""
    long = raw.FPDFText_GetFontInfo(textpage, at, name, _LONGEST_NAME, None)
    known = name.raw[: max(0, min(long, _LONGEST_NAME) - 1)].decode("latin-1").rsplit("+", 1)[-1]
    return sys.intern(f"{known} {raw.FPDFText_GetFontWeight(textpage, at)}")


def _rules(page: Any) -> Iterator[Rule]:
    """The upright and level strokes of the page's drawings, thin boxes included."""
    for position, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if position > MOST_OBJECTS:
            return
        matrix = item.get_matrix()
        last = None
        for at in range(min(raw.FPDFPath_CountSegments(item), MOST_OBJECTS)):
            segment = raw.FPDFPath_GetPathSegment(item, at)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            if last and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
                level, upright = abs(point[1] - last[1]), abs(point[0] - last[0])
                if min(level, upright) <= _RULE_WIDTH:
                    yield Rule(*last, *point)
            last = point


def _limit() -> None:
    """A file made to fill the memory or the clock ends this program and nothing else."""
    try:
        import resource
    except ImportError:  # a system without such limits: the caller's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def main() -> int:
    _limit()
    json.dump(read_pages(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
