"""An object read as a file: from any place on, in pieces, never held whole."""

from io import SEEK_CUR, SEEK_END, SEEK_SET, RawIOBase
from typing import Any

from .client import telling, unreachable

READ_AHEAD = 256 * 1024
"""Bytes read at once by whoever reads in small steps (pictures, archives)."""


class ObjectReader(RawIOBase):
    """One request answers as long as it is read straight on; a jump asks anew, a broken answer is taken up once."""

    def __init__(self, client: Any, named: dict[str, str], size: int) -> None:
        super().__init__()
        self._client, self._object, self._size = client, named, size
        self._at = 0
        self._answer: Any = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        place = offset + {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: self._size}[whence]
        if place != self._at:
            self._let_go()
            self._at = max(0, place)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self._size or not len(buffer):
            return 0
        going_on = self._answer is not None
        try:
            piece = self._piece(len(buffer))
        except OSError:
            if not going_on:
                raise
            piece = self._piece(len(buffer))
        buffer[:len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _piece(self, most: int) -> bytes:
        try:
            with telling(self._object["Key"]):
                if self._answer is None:
                    self._answer = self._client.get_object(**self._object, Range=f"bytes={self._at}-")["Body"]
                piece: bytes = self._answer.read(most)
            if not piece:
                raise unreachable()  # the answer ended before the object
        except OSError:
            self._let_go()
            raise
        return piece

    def _let_go(self) -> None:
        if self._answer is not None:
            self._answer.close()
            self._answer = None

    def close(self) -> None:
        self._let_go()
        super().close()
