"""The text of a Word document as its reader sees it: numbers printed, changes accepted, tables as rows of cells."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element

from wenming.domain.errors import InputRefused
from wenming.domain.plan.lines import Line
from wenming.filestore.intake.lines.archive import Package, root_of
from wenming.filestore.intake.lines.numbering import Numbering, W, value_of, whole
from wenming.filestore.intake.lines.styles import Styles
from wenming.filestore.intake.lines.text import check_length

_DEEPEST = 60
_MOST_COLUMNS = 200
_GONE = {
    W + name
    for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "rt", "drawing", "pict", "object")
}
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PLAIN = {W + "noBreakHyphen": "-", W + "tab": "\t", W + "cr": "\n", W + "ptab": "\t"}


class _Part(NamedTuple):
    """A line to be numbered; see ``Line``."""

    text: str
    cells: tuple[str, ...] | None = None
    merged: tuple[int, ...] = ()


class _Book:
    """``pending``: the text of a paragraph that runs on into the next. Side parts are parsed once one asks."""

    def __init__(self, package: Package, within: str) -> None:
        self.within = within
        self.styles = Styles(package.unparsed("word/styles.xml"))
        self._lists = package.unparsed("word/numbering.xml")
        self.pending = ""

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(None if self._lists is None else root_of(self._lists))


def read_docx(data: bytes, *, within: str = " ") -> list[Line]:
    """The lines of a docx: one a paragraph, one a table row; headers, footers and notes are left out.

    ``within`` stands between the paragraphs of a cell. A soft break joins in a centred or title paragraph and begins a
    new line elsewhere. Raises ``InputRefused``.
    """
    package = Package(data)
    root = package.xml("word/document.xml")
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise InputRefused("文件不完整或已损坏，找不到正文。请在 Word 中重新保存后再上传。")
    book = _Book(package, within)
    parts = list(_blocks(body, book, 0))
    if book.pending:
        parts.append(_Part(book.pending))
    check_length("".join(part.text for part in parts))
    if not any(part.text.strip() for part in parts):
        raise InputRefused("文件里没有文字。如果正文是图片或扫描件，请改用有文字的文件。")
    return [
        Line(number, part.text, None, part.cells, merged=part.merged) for number, part in enumerate(parts, start=1)
    ]


def _blocks(parent: Element, book: _Book, depth: int) -> Iterator[_Part]:
    """Paragraphs and tables in order, through the wrappers Word puts around them."""
    _check_depth(depth)
    for child in parent:
        if child.tag == W + "p":
            for text in _paragraph(child, book):
                yield _Part(text)
            for box in _boxes(child, depth):
                yield from _blocks(box, book, depth + 1)
        elif child.tag == W + "tbl":
            yield from _table(child, book, depth + 1)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, book, depth + 1)


def _boxes(parent: Element, depth: int) -> Iterator[Element]:
    """The text boxes anchored in a paragraph; where Word keeps two forms of one box, the first that has text."""
    _check_depth(depth)
    for child in parent:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == _CHOICE + "AlternateContent":
            forms = [found for form in child if (found := list(_boxes(form, depth + 1)))]
            yield from forms[0] if forms else ()
        elif child.tag not in (W + "del", W + "moveFrom"):
            yield from _boxes(child, depth + 1)


def _check_depth(depth: int) -> None:
    if depth > _DEEPEST:
        raise InputRefused("文件结构异常（嵌套过深），没有读取。请在 Word 中新建文档并粘贴文字后再上传。")


def _paragraph(paragraph: Element, book: _Book) -> list[str]:
    """The lines of a paragraph with its number; none where its end was deleted and it runs on into the next."""
    properties = paragraph.find(W + "pPr")
    text = book.pending + "".join(_inline(paragraph, 0))
    mark = None if properties is None else properties.find(W + "rPr")
    if mark is not None and mark.find(W + "del") is not None:
        book.pending = text
        return []
    book.pending = ""
    number = _number(properties, book)
    if not text.strip():
        return [""]
    pieces = (number + text.lstrip() if number else text).split("\n")
    if len(pieces) > 1 and book.styles.is_title(properties):
        return ["".join(piece.strip() for piece in pieces)]
    return pieces


def _number(properties: Element | None, book: _Book) -> str:
    own = None if properties is None else properties.find(W + "numPr")
    number, level = book.styles.numbering_of(properties)
    if own is not None:
        number = value_of(own, "numId") or number
        level = whole(value_of(own, "ilvl"), level)
    return book.numbering.next(number, level) if number and number != "0" else ""


def _inline(parent: Element, depth: int) -> Iterator[str]:
    """The visible characters below an element; deleted and hidden ones are left out."""
    _check_depth(depth)
    for child in parent:
        if child.tag in _GONE or not child.tag.startswith(W):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag == W + "br":
            yield "" if child.get(W + "type") in ("page", "column") else "\n"
        elif child.tag in _PLAIN:
            yield _PLAIN[child.tag]
        elif not _is_hidden(child):
            yield from _inline(child, depth + 1)


def _is_hidden(run: Element) -> bool:
    properties = run.find(W + "rPr") if run.tag == W + "r" else None
    vanish = None if properties is None else properties.find(W + "vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false", "off")


def _table(table: Element, book: _Book, depth: int) -> Iterator[_Part]:
    """One line a row. A table of one column is layout: its paragraphs come out as paragraphs."""
    _check_depth(depth)
    rows = [row for row in _rows(table, depth) if not _is_deleted(row)]
    if all(len(_cells_of(row, depth)) <= 1 for row in rows):
        for row in rows:
            for cell in _cells_of(row, depth):
                yield from _blocks(cell, book, depth + 1)
        return
    above: tuple[str, ...] = ()
    for row in rows:
        part = _row(row, above, book, depth)
        above = part.cells or ()
        yield part


def _rows(parent: Element, depth: int) -> Iterator[Element]:
    _check_depth(depth)
    for child in parent:
        if child.tag == W + "tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child, depth + 1)


def _cells_of(parent: Element, depth: int) -> list[Element]:
    _check_depth(depth)
    found: list[Element] = []
    for child in parent:
        if child.tag == W + "tc":
            found.append(child)
        elif child.tag in _WRAPPERS:
            found.extend(_cells_of(child, depth + 1))
    return found


def _is_deleted(row: Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _row(row: Element, above: tuple[str, ...], book: _Book, depth: int) -> _Part:
    """One text for each grid column: a cell merged downwards repeats, the columns a wide cell covers are empty."""
    cells = [""] * _columns(value_of(row.find(W + "trPr"), "gridBefore"), 0)
    merged = []
    for cell in _cells_of(row, depth):
        properties = cell.find(W + "tcPr")
        merge = None if properties is None else properties.find(W + "vMerge")
        goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
        texts = (part.text.strip() for part in _blocks(cell, book, depth + 1))
        own = book.within.join(text for text in texts if text)
        if goes_on and not own and len(cells) < len(above):
            own = above[len(cells)]
            merged.append(len(cells))
        cells.append(own.replace("\t", " "))
        cells.extend([""] * (_columns(value_of(properties, "gridSpan"), 1) - 1))
    kept = tuple(cells[:_MOST_COLUMNS])
    return _Part("\t".join(kept), kept, tuple(merged))


def _columns(text: str | None, default: int) -> int:
    return max(0, min(whole(text, default), _MOST_COLUMNS))
