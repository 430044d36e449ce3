"""What the package of a campaign holds today, and what is missing from it. The number of queries never grows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from wenming.domain.dossier.contents import Contents, EvidenceEntry, FileEntry, TaskEntry, lay_out
from wenming.domain.dossier.texts import Gap
from wenming.evidence.models import Citation, Evidence, EvidenceFile
from wenming.evidence.queries.covering import copies_of, covered_name
from wenming.evidence.queries.links import told_of_links
from wenming.plan.models import Campaign, Task, TaskSlot
from wenming.plan.queries.missing import MissingLine, missing_lines

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class _Cited:
    """Evidence id → the tasks it serves, and the evidence cited for a demand outside its window."""

    tasks: dict[int, set[int]]
    outside_window: set[int]


def contents_of(campaign: Campaign, *, with_withheld: bool) -> Contents:
    """Every filed evidence that serves a task of ``campaign``, laid out. Holds rows in memory, never file content."""
    cited = _cited(campaign)
    files = _files(campaign)
    web = told_of_links(campaign.organisation_id, _citations(campaign).values("evidence"))
    pieces = (
        EvidenceEntry(
            id=row.pk, title=row.title, unit=row.unit.name, event_on=row.event_on,
            uploaded_on=timezone.localdate(row.uploaded_at), caption=row.caption,
            disclosure=row.get_disclosure_display(), task_ids=frozenset(cited.tasks[row.pk]),
            files=tuple(files.get(row.pk, ())), late_reason=row.late_reason,
            outside_window=row.pk in cited.outside_window, web=web.get(row.pk, ""),
        )
        for row in _evidence(campaign, with_withheld).iterator(CHUNK)
    )
    return lay_out(_tasks(campaign), pieces)


def _tasks(campaign: Campaign) -> list[TaskEntry]:
    tasks = Task.objects.of(campaign.organisation_id).filter(campaign=campaign, state=Task.State.OPEN)
    return [
        TaskEntry(task.pk, task.short_number, task.title, task.area_name) for task in tasks.order_by("position", "pk")
    ]


def _evidence(campaign: Campaign, with_withheld: bool) -> QuerySet[Evidence]:
    rows = Evidence.objects.of(campaign.organisation_id).filter(
        state=Evidence.State.FILED, pk__in=_citations(campaign).values("evidence")
    )
    if not with_withheld:
        rows = rows.exclude(disclosure=Evidence.Disclosure.WITHHELD)
    return rows.select_related("unit").order_by("pk")


def _slots(campaign: Campaign) -> QuerySet[TaskSlot]:
    return TaskSlot.objects.of(campaign.organisation_id).filter(task__campaign=campaign, task__state=Task.State.OPEN)


def _citations(campaign: Campaign) -> QuerySet[Citation]:
    """Of the tasks in force: what serves a task since withdrawn stays in the ledger and out of the package."""
    tasks = Task.objects.of(campaign.organisation_id).filter(campaign=campaign, state=Task.State.OPEN).values("pk")
    return Citation.objects.of(campaign.organisation_id).filter(
        Q(task__in=tasks) | Q(duty__task__in=tasks) | Q(slot__in=_slots(campaign).values("slot"))
    )


def _cited(campaign: Campaign) -> _Cited:
    task_of_slot = dict(_slots(campaign).values_list("slot", "task"))
    tasks, outside = defaultdict(set), set()
    rows = _citations(campaign).values_list(
        "evidence", "task", "duty__task", "slot", "evidence__event_on", "slot__window_from", "slot__window_until"
    )
    for evidence, task, task_of_duty, slot, event_on, since, until in rows.iterator(CHUNK):
        tasks[evidence].add(task or task_of_duty or task_of_slot[slot])
        if (since and event_on < since) or (until and event_on > until):
            outside.add(evidence)
    return _Cited(tasks, outside)


def _files(campaign: Campaign) -> dict[int, list[FileEntry]]:
    """The files of the current revision of each evidence, in their order; of a covered picture the covered copy."""
    rows = (
        EvidenceFile.objects.of(campaign.organisation_id)
        .filter(revision__is_current=True, revision__evidence__in=_citations(campaign).values("evidence"))
        .order_by("revision__evidence", "sequence")
        .values_list("revision__evidence", "stored", "stored__key", "name", "stored__size", "stored__digest",
                     "captured_at")
    )
    files, copies = defaultdict(list), copies_of(campaign.organisation_id)
    for evidence, stored, key, name, size, digest, captured_at in rows.iterator(CHUNK):
        captured_on = timezone.localdate(captured_at) if captured_at else None
        copy = copies.get(stored)
        files[evidence].append(
            FileEntry(copy.key, covered_name(name), copy.size, copy.digest, captured_on, covered=True) if copy
            else FileEntry(key, name, size, digest, captured_on))
    return files


def missing_in(campaign: Campaign, on: date) -> list[MissingLine]:
    """What the plan demands and nobody has delivered ``on`` a day: the same lines as the page 还缺什么."""
    return missing_lines(campaign.organisation_id, campaign, on)


def gaps_of(lines: Iterable[MissingLine]) -> list[Gap]:
    """The same as the package words it; the only part of a package that knows the day."""
    return [
        Gap(line.task.pk, str(line.task), f"{line.unit}：{line.what}" if line.unit else line.what, line.why)
        for line in lines
    ]
