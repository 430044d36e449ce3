"""The streams of an OLE compound file ([MS-CFB]), read with distrust: every chain is bounded by the file itself."""

import struct

_FREE = 0xFFFFFFFA  # this and all above are no sectors but marks
_HEADER, _ENTRY = 512, 128


class NotOle(ValueError):
    """The bytes are no whole compound file."""


class Compound:
    """``stream(name)`` of the root. Raises ``NotOle``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._sector = 1 << struct.unpack_from("<H", data, 0x1E)[0]
            self._small = 1 << struct.unpack_from("<H", data, 0x20)[0]
            self._cutoff, first_small = struct.unpack_from("<II", data, 0x38)
            if self._sector not in (512, 4096) or self._small != 64:
                raise NotOle
            self._table = self._allocation()
            directory = self._chain(struct.unpack_from("<I", data, 0x30)[0])
            self._entries = dict(self._named(directory))
            self._small_table = _words(self._chain(first_small)) if first_small < _FREE else ()
            self._small_data = self._chain(self._entries["Root Entry"][0]) if self._small_table else b""
        except (struct.error, KeyError, IndexError, UnicodeDecodeError):
            raise NotOle from None

    def _allocation(self) -> tuple[int, ...]:
        """The table of sectors: its first 109 parts are named in the header, the others in sectors of their own."""
        parts = list(struct.unpack_from("<109I", self._data, 0x4C))
        following, left = struct.unpack_from("<II", self._data, 0x44)
        seen: set[int] = set()
        while following < _FREE and left and following not in seen:
            seen.add(following)
            words = _words(self._at(following))
            parts.extend(words[:-1])
            following = words[-1]
        return tuple(word for part in parts if part < _FREE for word in _words(self._at(part)))

    def _at(self, number: int) -> bytes:
        start = _HEADER + number * self._sector if self._sector == _HEADER else (number + 1) * self._sector
        block = self._data[start : start + self._sector]
        if not block:
            raise NotOle
        return block.ljust(self._sector, b"\0")

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _FREE:
            if len(parts) > len(self._data) // self._sector:
                raise NotOle
            parts.append(self._at(number))
            number = self._table[number]
        return b"".join(parts)

    def _named(self, directory: bytes) -> list[tuple[str, tuple[int, int]]]:
        found = []
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            if kind in (2, 5) and 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le")
                found.append((name, struct.unpack_from("<II", directory, at + 116)))
        return found

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises ``NotOle`` where there is none."""
        if name not in self._entries:
            raise NotOle
        number, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(number)[:size]
        parts: list[bytes] = []
        while number < _FREE:
            if len(parts) * 64 > len(self._small_data) or number >= len(self._small_table):
                raise NotOle
            parts.append(self._small_data[number * 64 : number * 64 + 64])
            number = self._small_table[number]
        return b"".join(parts)[:size]


def _words(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
