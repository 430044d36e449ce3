"""The package, made while it is sent: one megabyte in memory at a time, the first bytes before any file is opened."""

import hashlib
import zipfile
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from typing import IO

from wenming.domain.dossier import manifest, texts
from wenming.domain.dossier.contents import Contents, FileEntry, Folder, Placed
from wenming.domain.dossier.texts import Gap, Subject
from wenming.domain.errors import NotFound, OutOfReach

from .index import Line, index_of, lines_of

CHUNK = 1 << 20
NO_DAY = date(1980, 1, 1)
"""The date of what the product itself writes into the package: the earliest a ZIP can hold, whatever the day."""

Opener = Callable[[FileEntry], IO[bytes]]
Finished = Callable[[str], None]


class _Tray:
    """Where zipfile lays its bytes until they are sent on. It cannot be sought in, so nothing waits for the end."""

    def __init__(self) -> None:
        self._laid: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._laid.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is held open."""

    def take(self) -> bytes:
        laid, self._laid = b"".join(self._laid), []
        return laid


class Package:
    """One making of a package: iterate ``chunks()`` once.

    ``finished`` is called with the fingerprint when the last byte is out, so never for a download broken off.
    """

    def __init__(
        self, contents: Contents, subject: Subject, missing: Sequence[Gap], *, open_file: Opener, finished: Finished,
    ) -> None:
        self.contents, self.subject, self.missing = contents, subject, missing
        self.open_file, self.finished = open_file, finished
        self.lacks: dict[int, list[Gap]] = {}
        for gap in missing:
            self.lacks.setdefault(gap.task_id, []).append(gap)
        self.lost: list[Gap] = []
        self.sealed: list[manifest.Sealed] = []
        self._tray = _Tray()
        self._archive = zipfile.ZipFile(self._tray, "w", zipfile.ZIP_STORED)

    def chunks(self) -> Iterator[bytes]:
        with self._archive:
            yield self._whole(texts.README, texts.as_text(texts.readme(self.subject)))
            for folder in self.contents.folders:
                yield from self._folder(folder)
            fingerprint = yield from self._lists()
        yield self._tray.take()
        self.finished(fingerprint)

    def _folder(self, folder: Folder) -> Iterator[bytes]:
        for placed in folder.placed:
            yield from self._file(placed, folder.task.number)
        if folder.borrowed:
            note = texts.as_text(texts.borrowed(folder, self.contents))
            yield self._whole(f"{folder.path}/{texts.BORROWED}", note)
        lacks = texts.missing_in_folder(folder, self.lacks.get(folder.task.id, []))
        if lacks:
            yield self._whole(f"{folder.path}/{texts.GAPS}", texts.as_text(lacks))

    def _file(self, placed: Placed, task: str) -> Iterator[bytes]:
        """One stored file. Where the store cannot give it, it becomes a gap and the rest is still made."""
        try:
            source = self.open_file(placed.file)
        except (OSError, NotFound):
            self._lose(placed, task, "文件库里没有这个文件")
            return
        except OutOfReach:
            self._lose(placed, task, "文件库当时取不出这个文件，请过后重新导出")
            return
        digest, size = hashlib.sha256(), 0
        with source, self._archive.open(_entry(placed.path, placed.evidence.event_on, placed.file.size), "w") as slot:
            while chunk := _read(source):
                slot.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                yield self._tray.take()
        self.sealed.append(manifest.Sealed(placed.path, size, digest.hexdigest()))
        if digest.hexdigest() != placed.file.digest:
            self._lose(placed, task, "已收入，但内容与上传时登记的摘要不符，不能作为原件")
        yield self._tray.take()

    def _lose(self, placed: Placed, task: str, why: str) -> None:
        self.lost.append(Gap(0, f"任务 {task}", f"{placed.evidence.title}·{placed.file.name}", why))

    def _whole(self, path: str, data: bytes) -> bytes:
        """A small file the product writes itself."""
        self._archive.writestr(_entry(path, NO_DAY, len(data)), data)
        self.sealed.append(manifest.Sealed(path, len(data), manifest.digest_of(data)))
        return self._tray.take()

    def _lists(self) -> Generator[bytes, None, str]:
        """The lists at the end; returns the fingerprint."""
        digests = {one.path: one.digest for one in self.sealed}
        lines = lines_of(self.contents, digests)
        yield self._whole(texts.INDEX, index_of(lines, self.lost, self.missing, self.subject))
        yield self._whole(texts.GAPS, texts.as_text(texts.gaps(self.lost, self.missing)))
        gaps = [gap.sentence for gap in (*self.lost, *self.missing)]
        about = {line.path: _about(line) for line in lines if line.stored_here}
        yield self._whole(manifest.DETAILS, manifest.details(_who(self.subject), self.sealed, about, gaps))
        listing = manifest.listing(self.sealed)
        yield self._whole(manifest.LIST, listing)
        return manifest.digest_of(listing)


def _read(source: IO[bytes]) -> bytes:
    """The next piece; a file that cannot be read on ends here, and its digest tells."""
    try:
        return source.read(CHUNK)
    except OSError:
        return b""


def _entry(path: str, on: date, size: int) -> zipfile.ZipInfo:
    year = min(max(on.year, 1980), 2107)
    entry = zipfile.ZipInfo(path, (year, on.month, on.day, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.file_size = size
    return entry


def _about(line: Line) -> dict[str, str]:
    return {"task": line.task, "title": line.title, "event_on": line.event_on, "unit": line.unit,
            "disclosure": line.disclosure}


def _who(subject: Subject) -> dict[str, str]:
    return {"organisation": subject.organisation, "campaign": subject.campaign}
