"""Whether a JPEG is whole, from its markers alone: an eighth of what decoding it costs.

In the coded data every FF is followed by 00, by a restart marker or by more FF; any other pair is a marker, as of a
further scan or of the end (ITU-T T.81, B.1.1). A cut-off file has no end, strange bytes in it show as strange markers.
What only decoding could tell, decoders pass over as well: they draw it grey.
"""

import re
from typing import IO

CHUNK = 64 * 1024
_MARKER = re.compile(rb"\xff(?!\x00)[^\xd0-\xd7\xff]")  # 00 is by far the most frequent, so it is asked first
_END, _SCAN = 0xD9, 0xDA
_SEGMENTS = frozenset({0xC4, 0xCC, _SCAN, 0xDB, 0xDC, 0xDD, *range(0xE0, 0xF0), 0xFE})
_FRAMES = frozenset(range(0xC0, 0xCC)) - {0xC4, 0xC8}


def is_whole(content: IO[bytes]) -> bool:
    """Whether the picture, from the beginning of ``content``, has its frame, its scans and its end; False is doubt.

    What follows the end (a film, a second picture) is not looked at.
    """
    content.seek(0)
    if content.read(2) != b"\xff\xd8":
        return False
    framed = False
    while (marker := _next_of_header(content)) != _SCAN:
        if marker not in _SEGMENTS | _FRAMES or not _skipped(content):
            return False
        framed = framed or marker in _FRAMES
    return framed and _reaches_its_end(content)


def _reaches_its_end(content: IO[bytes]) -> bool:
    """From the head of the first scan on."""
    marker: int | None = _SCAN
    while marker in _SEGMENTS and _skipped(content):
        marker = _next_in_scan(content)
    return marker == _END


def _next_of_header(content: IO[bytes]) -> int | None:
    """The marker that must stand here; fill bytes may precede it."""
    if content.read(1) != b"\xff":
        return None
    code = b"\xff"
    while code == b"\xff":
        code = content.read(1)
    return code[0] if code else None


def _next_in_scan(content: IO[bytes]) -> int | None:
    """The next marker in coded data; ``content`` is left behind it. None at the end of the file."""
    kept = b""
    while chunk := content.read(CHUNK):
        data = kept + chunk
        if found := _MARKER.search(data):
            content.seek(found.end() - len(data), 1)
            return data[found.end() - 1]
        kept = data[-1:]
    return None


def _skipped(content: IO[bytes]) -> bool:
    """Pass over a segment by the length it begins with."""
    length = content.read(2)
    if len(length) < 2 or length < b"\x00\x02":
        return False
    content.seek(int.from_bytes(length) - 2, 1)
    return True
