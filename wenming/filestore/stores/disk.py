"""The store on a disk of this machine."""

import errno
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from .base import Store

INCOMING = "incoming"


class DiskStore(FileSystemStorage, Store):
    """A rename gives bytes their place: they are there whole or not at all."""

    def waiting_room(self, organisation_id: int | str) -> Path:
        """On the same disk as the store, so that nothing is copied when a file is taken in."""
        folder = Path(self.path(f"{organisation_id}/{INCOMING}"))
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def adopt(self, path: Path, key: str) -> None:
        """After this a crash of the machine finds the bytes whole."""
        target = Path(self.path(key))
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb+") as waiting:
            os.fsync(waiting.fileno())
        if self.file_permissions_mode is not None:
            path.chmod(self.file_permissions_mode)
        path.replace(target)

    def unfinished(self, _organisation_id: int, *, before: datetime) -> Iterator[tuple[str, str]]:
        """Nothing: what is broken off on a disk lies in the waiting room and is found there like every other file."""
        return iter(())

    def take_back(self, key: str, number: str) -> None:
        """There is nothing to take back."""

    def check(self) -> None:
        place = Path(self.path(""))
        if not os.access(place if place.is_dir() else place.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))

    def where(self) -> str:
        return f"本机磁盘 {self.path('')}"
