"""The text of an OFD document (GB/T 33190): the characters of its pages with their places."""

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wenming.domain.errors import InputRefused
from wenming.domain.plan.lines import Line
from wenming.filestore.intake.lines.archive import Archive
from wenming.filestore.intake.lines.glyphs import Glyph
from wenming.filestore.intake.lines.pdf_layout import text_lines
from wenming.filestore.intake.lines.sheets import Sheet, pages_of
from wenming.filestore.intake.lines.text import check_length

_MOST_PAGES, _MOST_GLYPHS, _DEEPEST = 500, 700_000, 40
_PAPER = (210.0, 297.0)
_BROKEN = "这个 OFD 文件不完整或已损坏，打不开。请重新导出，或上传 Word 原件。"
_LONG = "文件太大：OFD 不能超过 500 页、文字不能超过 2 MB。请只上传正文和附件。"
_EMPTY = "这个 OFD 里没有文字，可能是扫描件（图片）。请上传 Word 原件，或先用识别软件转成文字。"


def read_ofd(archive: Archive) -> list[Line]:
    """The lines with their pages; pictures, seals and annotations are left out. Raises ``InputRefused``."""
    sheets: list[Sheet] = []
    count = 0
    for root, size in _pages(archive):
        glyphs = list(_glyphs(root, size[1]))
        count += len(glyphs)
        sheets.append(Sheet(size[0], glyphs))
        if count > _MOST_GLYPHS or len(sheets) > _MOST_PAGES:
            raise InputRefused(_LONG)
    if not count:
        raise InputRefused(_EMPTY)
    lines = [
        Line(number, line.text, line.page, line.cells, line.continues)
        for number, line in enumerate(text_lines(pages_of(sheets)), start=1)
    ]
    check_length("".join(line.text for line in lines))
    return lines


def _pages(archive: Archive) -> Iterator[tuple[Element, tuple[float, float]]]:
    """Every page of every document in the package, with its paper in millimetres."""
    for path in _texts(_part(archive, "OFD.xml"), "DocRoot"):
        document = _part(archive, path)
        paper = _box(document, "PhysicalBox") or _PAPER
        for page in (one for one in document.iter() if _name(one) == "Page"):
            root = _part(archive, posixpath.join(posixpath.dirname(path), page.get("BaseLoc", "")))
            yield root, _box(root, "PhysicalBox") or paper


def _part(archive: Archive, path: str) -> Element:
    """A part of the package; a path that leaves it is no part of it."""
    root = archive.xml(posixpath.normpath(path).lstrip("/"))
    if root is None:
        raise InputRefused(_BROKEN)
    return root


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _texts(root: Element, name: str) -> list[str]:
    return [(one.text or "").strip() for one in root.iter() if _name(one) == name]


def _numbers(text: str | None) -> list[float]:
    return [float(part) for part in re.findall(r"-?\d{1,7}(?:\.\d{1,9})?", text or "")]


def _box(root: Element, name: str) -> tuple[float, float] | None:
    for text in _texts(root, name):
        box = _numbers(text)
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return None


def _glyphs(root: Element, height: float) -> Iterator[Glyph]:
    for item in root.iter():
        if _name(item) == "TextObject":
            yield from _object(item, height)


def _object(item: Element, height: float) -> Iterator[Glyph]:
    """One TextObject: ``Boundary`` places it on the page, ``CTM`` turns it, each TextCode runs from X, Y by DeltaX."""
    boundary = [*_numbers(item.get("Boundary")), 0.0, 0.0][:2]
    matrix = _numbers(item.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    size = (_numbers(item.get("Size")) or [4.0])[0]
    for code in (one for one in item if _name(one) == "TextCode"):
        x, y = (_numbers(code.get("X")) or [0.0])[0], (_numbers(code.get("Y")) or [0.0])[0]
        steps, drops = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for at, mark in enumerate(code.text or ""):
            left, low = a * x + c * y + e + boundary[0], b * x + d * y + f + boundary[1]
            wide = (size if mark > "\u2e80" else size / 2) * abs(a or 1.0)
            if mark not in "\r\n":
                yield Glyph(mark, left, left + wide, height - low, size * abs(d or 1.0))
            x += steps[at] if at < len(steps) else 0.0 if drops else wide
            y += drops[at] if at < len(drops) else 0.0


def _steps(text: str | None) -> list[float]:
    """DeltaX and DeltaY: numbers, or g n v for the number v n times."""
    words = (text or "").split()[:_MOST_GLYPHS]
    result: list[float] = []
    at = 0
    while at < len(words) and len(result) < _MOST_GLYPHS:
        if words[at] == "g" and at + 2 < len(words):
            times = _numbers(words[at + 1]) or [0.0]
            result.extend(_numbers(words[at + 2])[:1] * max(0, min(int(times[0]), 100_000)))
            at += 3
        else:
            result.extend(_numbers(words[at])[:1])
            at += 1
    return result
