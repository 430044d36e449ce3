"""Bytes on their way in: one local file, hashed while it is written, that the store adopts as it lies.

This shelf lies below ``actions``: taking a spooled file in is a rename, whichever store stands behind.
"""

import hashlib
import os
import tempfile
import weakref
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

ALGORITHM = "sha256"


class Spooled(UploadedFile):  # type: ignore[type-arg]  # not generic at run time
    """A file in FILE_UPLOAD_TEMP_DIR, gone with this object unless it was moved; readable in either case."""

    def __init__(self, name: str | None, content_type: str | None = None, charset: str | None = None,
                 content_type_extra: dict[str, bytes] | None = None) -> None:
        self._descriptor, path = tempfile.mkstemp(".upload", dir=settings.FILE_UPLOAD_TEMP_DIR)
        self.size: int
        super().__init__(os.fdopen(self._descriptor, "rb"), name, content_type, 0, charset, content_type_extra)
        self._path, self._hash = Path(path), hashlib.new(ALGORITHM)
        self._leave = weakref.finalize(self, self._path.unlink, missing_ok=True)

    def append(self, chunk: bytes) -> None:
        """Write ``chunk`` behind what is there. Raises OSError."""
        rest = memoryview(chunk)
        while rest:
            rest = rest[os.write(self._descriptor, rest):]
        self._hash.update(chunk)
        self.size += len(chunk)

    @property
    def digest(self) -> str:
        """Of all that was appended, in hexadecimal."""
        return self._hash.hexdigest()

    def move_to(self, target: Path) -> bool:
        """Be the file ``target`` from now on; False where that is on another disk, or this was moved before.

        Raises OSError.
        """
        if not self._leave.alive or self._path.stat().st_dev != target.parent.stat().st_dev:
            return False
        self._path.replace(target)
        self._leave.detach()
        return True

    def close(self) -> None:
        self._leave()
        super().close()


class Resumed(Spooled):
    """A file that came piece by piece and now lies whole at ``path``, which stays until its owner takes it away."""

    def __init__(self, path: Path, name: str) -> None:
        UploadedFile.__init__(self, path.open("rb"), name, size=path.stat().st_size)
        self._path, self._hash = path, hashlib.file_digest(self.file, ALGORITHM)
        self.seek(0)
        self._leave = weakref.finalize(self, _stay)

    def move_to(self, target: Path) -> bool:
        """Be ``target`` too: a store that fails after this leaves the file where it was, to be tried again."""
        try:
            os.link(self._path, target)
        except OSError:  # on another disk, or on one that knows no second names: it is copied
            return False
        return True


def _stay() -> None:
    """Nothing is taken away."""


class SpoolUploads(FileUploadHandler):
    """Django's upload handler for what is too large for memory."""

    chunk_size = 256 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = Spooled(self.file_name, self.content_type, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.append(raw_data)

    def file_complete(self, file_size: int) -> Spooled:
        self.file.seek(0)
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):  # where memory took the file there is none
            self.file.close()
