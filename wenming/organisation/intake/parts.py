"""What an xlsx says about itself before its cells are read: its sheets, how many rows, where formulas stand and fail.

The reader of cells (python-calamine) gives a formula's last result and an empty cell for an error, so both are looked
up here. A sheet is read as a stream: a hundred thousand rows cost no more memory than ten.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from wenming.domain.files.packages import BROKEN, Limits, PackageFault, Untrusted, check_xml, part_of, xml_of

LIMITS = Limits(entries=2000, unpacked=96 * 1024 * 1024, ratio=200)
_CHUNK = 256 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(?:<(?:\w+:)?f\b)?")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_FAILED = re.compile(rb"\bt=\"e\"")
_TAIL = 512
"""Longer than any opening tag of a cell: what a chunk may cut in two."""


class TooManyCells(Exception):
    """A cell with content stands farther down or to the right than a roster reaches."""


@dataclass(slots=True)
class SheetFacts:
    """How far the cells with content reach. ``formulas`` and ``failed`` are the places (row and column, from 0) that
    hold a formula, an error."""

    name: str
    hidden: bool
    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    failed: set[tuple[int, int]] = field(default_factory=set)


def facts_of(parcel: zipfile.ZipFile, *, most_rows: int, most_columns: int) -> list[SheetFacts]:
    """Each worksheet in the order of the workbook; hidden ones by name alone. Raises Untrusted, TooManyCells.

    The reader of cells lays a sheet out whole up to its last cell, so that one is bounded before it is called.
    """
    book = part_of(parcel, "xl/workbook.xml", LIMITS)
    links = part_of(parcel, "xl/_rels/workbook.xml.rels", LIMITS)
    if book is None or links is None:
        raise Untrusted(PackageFault.DAMAGED)
    targets = {link.get("Id", ""): link.get("Target", "") for link in xml_of(links)}
    found = []
    for sheet in xml_of(book).iter():
        link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(link, "").lstrip("/")
        if sheet.tag.rpartition("}")[2] != "sheet" or "worksheets/" not in target:
            continue
        facts = SheetFacts(sheet.get("name", ""), sheet.get("state", "visible") != "visible")
        found.append(facts)
        if not facts.hidden:
            for cell in _cells(parcel, target if target.startswith("xl/") else f"xl/{target}"):
                _note(cell, facts)
                if facts.rows > most_rows or facts.columns > most_columns:
                    raise TooManyCells
    return found


def _note(cell: re.Match[bytes], facts: SheetFacts) -> None:
    place = None if cell[1].endswith(b"/") else _PLACE.search(cell[1])
    if place is None:
        return
    row, column = int(place[2]), _column(place[1])
    facts.rows, facts.columns = max(facts.rows, row), max(facts.columns, column)
    if cell[0].endswith(b"f"):
        facts.formulas.add((row - 1, column - 1))
    if _FAILED.search(cell[1]):
        facts.failed.add((row - 1, column - 1))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cells(parcel: zipfile.ZipFile, part: str) -> Iterator[re.Match[bytes]]:
    """The opening tags of a sheet's cells, each with the beginning of its formula where it has one."""
    for text, ahead in _chunks(parcel, part):
        for cell in _CELL.finditer(text):
            if cell.start() < ahead:
                yield cell


def _chunks(parcel: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, int]]:
    """Pieces of a part with how far the tags that begin there are this piece's: the rest belongs to the next one."""
    kept, total = b"", 0
    try:
        with parcel.open(part) as content:
            while chunk := content.read(_CHUNK):
                if total == 0:
                    check_xml(chunk)
                total += len(chunk)
                if total > LIMITS.unpacked:
                    raise Untrusted(PackageFault.TOO_BIG)
                text = kept + chunk
                yield text, len(text) - _TAIL
                kept = text[-_TAIL:] if len(text) > _TAIL else text
    except KeyError:
        raise Untrusted(PackageFault.DAMAGED) from None
    except BROKEN:
        raise Untrusted(PackageFault.DAMAGED) from None
    yield kept, len(kept)
