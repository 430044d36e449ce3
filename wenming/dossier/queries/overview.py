"""The page 申报: what the package would hold today, task by task, and what it would lack."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from wenming.domain.dossier.contents import Contents, Folder, TaskEntry
from wenming.dossier.models import PackageExport
from wenming.evidence.models import Evidence
from wenming.plan.models import Campaign
from wenming.plan.queries.missing import MissingLine

from .contents import contents_of, missing_in


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task's folder as it would be today; sizes in bytes. ``newest`` is the day of its latest event."""

    task: TaskEntry
    evidence: int
    files: int
    bytes: int
    borrowed: int
    outside_window: int
    late: int
    missing: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    campaign: Campaign
    on: date
    contents: Contents
    areas: dict[str, list[TaskLine]]
    missing: list[MissingLine]
    uncited: int
    """Filed evidence that serves no task and so stays out of every package."""

    @property
    def lines(self) -> list[TaskLine]:
        return [line for lines in self.areas.values() for line in lines]

    @property
    def evidence(self) -> int:
        return len(self.contents.home)

    def total(self, column: str) -> int:
        return sum(getattr(line, column) for line in self.lines)

    @property
    def empty_tasks(self) -> int:
        return sum(1 for line in self.lines if not line.evidence and not line.borrowed)

    def missing_of(self, task_id: str) -> list[MissingLine]:
        """The missing lines of one task by the id in an address, or all where it names none."""
        wanted = [line for line in self.missing if str(line.task.pk) == task_id]
        return wanted or self.missing


def overview_of(campaign: Campaign, on: date, *, with_withheld: bool) -> Overview:
    contents = contents_of(campaign, with_withheld=with_withheld)
    missing = missing_in(campaign, on)
    counts = Counter(line.task.pk for line in missing)
    areas: dict[str, list[TaskLine]] = {}
    for folder in contents.folders:
        areas.setdefault(folder.task.area, []).append(_line(folder, counts[folder.task.id]))
    return Overview(campaign, on, contents, areas, missing, _uncited(campaign.organisation_id))


def _line(folder: Folder, missing: int) -> TaskLine:
    own = {placed.evidence.id: placed.evidence for placed in folder.placed}.values()
    every = [*own, *folder.borrowed]
    return TaskLine(
        folder.task, folder.pieces, len(folder.placed), folder.bytes, len(folder.borrowed),
        sum(piece.outside_window for piece in every), sum(bool(piece.late_reason) for piece in every), missing,
        max((piece.event_on for piece in every), default=None),
    )


def _uncited(organisation_id: int) -> int:
    return Evidence.objects.of(organisation_id).filter(state=Evidence.State.FILED, citations=None).count()


def exports_of(campaign: Campaign, limit: int = 5) -> list[PackageExport]:
    """The latest downloads, newest first."""
    return list(PackageExport.objects.of(campaign.organisation_id).filter(campaign=campaign).order_by("-pk")[:limit])
