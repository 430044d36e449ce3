"""What a package holds: tasks in the plan's order, evidence in order of its date, each file with one place.

Evidence that serves several tasks is stored once, in the folder of the first of them, and named in the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from . import names


@dataclass(frozen=True, slots=True)
class TaskEntry:
    id: int
    number: str
    title: str
    area: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A stored file as registered: ``size`` in bytes, ``digest`` in hexadecimal SHA-256, ``key`` where it lies.

    ``covered``: a copy on which faces or numbers are covered, in the place of the original.
    """

    key: str
    name: str
    size: int
    digest: str
    captured_on: date | None = None
    covered: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """``outside_window``: it is cited for a demand whose window of dates does not hold the day of the event."""

    id: int
    title: str
    unit: str
    event_on: date
    uploaded_on: date
    caption: str
    disclosure: str
    task_ids: frozenset[int]
    files: tuple[FileEntry, ...]
    late_reason: str = ""
    outside_window: bool = False
    web: str = ""
    """Of a web page: its address, where and when it was published, when the snapshot was taken."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One file of one evidence at its place in the package."""

    path: str
    file: FileEntry
    evidence: EvidenceEntry


@dataclass(slots=True)
class Folder:
    """One task's folder: what lies in it and which evidence lies elsewhere but serves this task too."""

    task: TaskEntry
    path: str
    placed: list[Placed] = field(default_factory=list)
    borrowed: list[EvidenceEntry] = field(default_factory=list)
    pieces: int = 0

    @property
    def bytes(self) -> int:
        return sum(placed.file.size for placed in self.placed)


@dataclass(frozen=True, slots=True)
class Contents:
    folders: tuple[Folder, ...]
    home: dict[int, str]
    """Evidence id → the path of its first file, or the folder where it has no file."""

    @property
    def placed(self) -> list[Placed]:
        return [placed for folder in self.folders for placed in folder.placed]

    @property
    def bytes(self) -> int:
        return sum(folder.bytes for folder in self.folders)


def lay_out(tasks: Sequence[TaskEntry], evidence: Iterable[EvidenceEntry]) -> Contents:
    """Give every file its place. The same tasks and evidence give the same places, in whatever order they come."""
    folders = _folders(tasks)
    order = {folder.task.id: position for position, folder in enumerate(folders)}
    home: dict[int, str] = {}
    for piece in sorted(evidence, key=lambda one: (one.event_on, one.id)):
        serves = sorted(order[task_id] for task_id in piece.task_ids if task_id in order)
        if serves:
            home[piece.id] = _place(folders[serves[0]], piece)
            for position in serves[1:]:
                folders[position].borrowed.append(piece)
    return Contents(tuple(folders), home)


def _folders(tasks: Sequence[TaskEntry]) -> list[Folder]:
    areas: dict[str, str] = {}
    in_area: dict[str, names.Names] = {}
    folders = []
    for task in tasks:
        if task.area not in areas:
            areas[task.area] = names.safe_name(f"{len(areas) + 1:02}_{task.area or '主要任务'}", names.AREA)
            in_area[task.area] = names.Names(names.TASK)
        name = in_area[task.area].take(names.folder_name(task.number, task.title))
        folders.append(Folder(task, f"{areas[task.area]}/{name}"))
    return folders


def _place(folder: Folder, piece: EvidenceEntry) -> str:
    folder.pieces += 1
    for page, file in enumerate(piece.files, start=1):
        sequence = f"{folder.pieces:03}-{page}" if len(piece.files) > 1 else f"{folder.pieces:03}"
        name = names.file_name(folder.task.number, sequence, piece.title, piece.event_on, file.name)
        folder.placed.append(Placed(f"{folder.path}/{name}", file, piece))
    return folder.placed[-len(piece.files)].path if piece.files else folder.path
