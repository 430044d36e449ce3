"""The text of an old Word file ([MS-DOC]) without LibreOffice: paragraphs and the cells of table rows, no more.

Automatic numbers, merged cells and tracked changes are not told apart here; LibreOffice, where it is, reads those.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from wenming.domain.errors import InputRefused
from wenming.domain.plan.lines import Line
from wenming.filestore.intake.lines.ole import Compound, NotOle
from wenming.filestore.intake.lines.text import check_length

_MAGIC, _ENCRYPTED, _SECOND_TABLE, _COMPRESSED = 0xA5EC, 0x0100, 0x0200, 0x40000000
_CCP_TEXT, _CLX, _PAPERS = 0x4C, 0x1A2, 0x102
_IN_TABLE, _ROW_END, _HUGE = 0x2416, 0x2417, {0x6645, 0x6646}
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_LONGEST = 2_000_000
_BROKEN = "这个文件打不开，可能已损坏。请在 Word 或 WPS 中另存为 .docx 后再上传。"
_DROPPED = dict.fromkeys([*range(9), *range(14, 19), *range(22, 30)])


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters ``start`` to ``end`` of the text, at byte ``at`` of the stream, one or two bytes each."""

    start: int
    end: int
    at: int
    wide: bool


def read_word97(data: bytes) -> list[Line]:
    """One line a paragraph, one a table row. Raises ``InputRefused``."""
    try:
        lines = _read(Compound(data))
    except (NotOle, struct.error, IndexError):
        raise InputRefused(_BROKEN) from None
    check_length("".join(line.text for line in lines))
    if not any(line.text.strip() for line in lines):
        raise InputRefused("文件里没有文字。如果正文是图片或扫描件，请改用有文字的文件。")
    return lines


def _read(file: Compound) -> list[Line]:
    main = file.stream("WordDocument")
    magic, flags = struct.unpack_from("<H8xH", main)
    if magic != _MAGIC:
        raise NotOle
    if flags & _ENCRYPTED:
        raise InputRefused("文件加了密码，打不开。请取消密码后再上传。")
    table = file.stream("1Table" if flags & _SECOND_TABLE else "0Table")
    pieces = _pieces(main, table, min(struct.unpack_from("<I", main, _CCP_TEXT)[0], _LONGEST))
    return list(_lines(_text(main, pieces), pieces, _papers(main, table)))


def _part(main: bytes, table: bytes, at: int) -> bytes:
    start, size = struct.unpack_from("<II", main, at)
    return table[start : start + size]


def _pieces(main: bytes, table: bytes, length: int) -> list[_Piece]:
    clx, at = _part(main, table, _CLX), 0
    while clx[at] == 1:  # properties that pieces share
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    count = (struct.unpack_from("<I", clx, at + 1)[0] - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    found = []
    for number in range(count):
        place = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        wide = not place & _COMPRESSED
        start, end = bounds[number], min(bounds[number + 1], length)
        if start < end:
            found.append(_Piece(start, end, place if wide else (place & ~_COMPRESSED) // 2, wide))
    return found


def _text(main: bytes, pieces: list[_Piece]) -> str:
    parts = []
    for piece in pieces:
        size = (piece.end - piece.start) * (2 if piece.wide else 1)
        block = main[piece.at : piece.at + size]
        part = block.decode("utf-16-le" if piece.wide else "cp1252", "replace")
        parts.append(part[: piece.end - piece.start].ljust(piece.end - piece.start))
    return "".join(parts)


def _papers(main: bytes, table: bytes) -> tuple[list[int], list[tuple[bool, bool]]]:
    """Where paragraphs end in the stream, and of each whether it lies in a table and whether it ends a row."""
    plc = _part(main, table, _PAPERS)
    count = max(0, (len(plc) - 4) // 8)
    found: list[tuple[int, tuple[bool, bool]]] = []
    for page in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)):
        block = main[page * 512 : page * 512 + 512]
        runs = block[511]
        bounds = struct.unpack_from(f"<{runs + 1}I", block)
        places = (block[4 * (runs + 1) + 13 * run] * 2 for run in range(runs))
        found.extend((bounds[run + 1], _flags(block, place)) for run, place in enumerate(places))
    found.sort()
    return [end for end, _ in found], [flags for _, flags in found]


def _flags(block: bytes, at: int) -> tuple[bool, bool]:
    if not at:
        return False, False
    size = block[at] * 2 - 1
    start = at + 1
    if not block[at]:
        size, start = block[at + 1] * 2, at + 2
    found = dict(_properties(block[start + 2 : start + size]))
    if _HUGE & set(found):  # kept elsewhere for its size: only the definition of a row of many columns grows so
        return True, True
    return bool(found.get(_IN_TABLE)), bool(found.get(_ROW_END))


def _properties(block: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at + 3 <= len(block):
        code = struct.unpack_from("<H", block, at)[0]
        size = _SIZES.get(code >> 13, 0)
        if not size:
            size = 1 + (struct.unpack_from("<H", block, at + 2)[0] if code == 0xD608 else block[at + 2])
        yield code, block[at + 2]
        at += 2 + size


def _lines(text: str, pieces: list[_Piece], papers: tuple[list[int], list[tuple[bool, bool]]]) -> Iterator[Line]:
    number, cells, inside, start = 0, list[str](), list[str](), 0
    starts = [piece.start for piece in pieces]
    for end in (at for at, mark in enumerate(text) if mark in "\r\x07\x0c"):
        part = _printed(text[start:end])
        in_table, row_end = _flags_at(end, pieces, starts, papers)
        start = end + 1
        if in_table and row_end:
            number += 1
            yield Line(number, "\t".join(cells), None, tuple(cells))
            cells, inside = [], []
        elif in_table:
            inside.append(part.replace("\n", " "))
            if text[end] == "\x07":
                cells.append(" ".join(one for one in inside if one))
                inside = []
        else:
            for line in part.split("\n"):
                number += 1
                yield Line(number, line)


def _flags_at(
    at: int, pieces: list[_Piece], starts: list[int], papers: tuple[list[int], list[tuple[bool, bool]]]
) -> tuple[bool, bool]:
    """The flags of the paragraph whose mark is character ``at`` of the text."""
    piece = pieces[bisect_right(starts, at) - 1]
    place = piece.at + (at - piece.start) * (2 if piece.wide else 1)
    position = bisect_right(papers[0], place)
    return papers[1][position] if position < len(papers[1]) else (False, False)


def _printed(text: str) -> str:
    """Without fields' codes (their results stay), pictures and notes; soft breaks begin new lines."""
    kept, depth = [], 0
    for mark in text:
        if mark == "\x13":
            depth += 1
        elif mark in "\x14\x15":
            depth = max(0, depth - (mark == "\x14"))
        elif not depth:
            kept.append("\n" if mark == "\x0b" else mark)
    return "".join(kept).translate(_DROPPED | {0x1E: "-", 0x1F: None, 9: "\t", 10: "\n"}).strip("\r")
