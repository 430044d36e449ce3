"""What the product asks of a store beyond what every Django Storage can do."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.files.storage import Storage


class Store(Storage):
    """Failures are OSError: FileNotFoundError for bytes that are not there, StoreAway where nothing can be had."""

    def waiting_room(self, organisation_id: int | str) -> Path:
        """The local folder in which files wait while they come in; it is there."""
        raise NotImplementedError

    def adopt(self, path: Path, key: str) -> None:
        """Make a waiting file the bytes under ``key``, over whatever lies there, whole or not at all."""
        raise NotImplementedError

    def unfinished(self, organisation_id: int, *, before: datetime) -> Iterator[tuple[str, str]]:
        """``(key, number)`` of what was begun ``before`` and never became a file, and no listing shows."""
        raise NotImplementedError

    def take_back(self, key: str, number: str) -> None:
        """Give up one of the unfinished."""
        raise NotImplementedError

    def check(self) -> None:
        """Raises OSError where bytes cannot be had or laid now. Asked every few seconds: it answers within seconds."""
        raise NotImplementedError

    def where(self) -> str:
        """For people: where the bytes lie."""
        raise NotImplementedError
