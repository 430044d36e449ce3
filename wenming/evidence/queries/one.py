"""Everything the page of one piece of evidence draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from wenming.audit.queries import HistoryLine, history_of
from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.reuse import Reuse
from wenming.domain.evidence.slots import Offer, Rule, in_window
from wenming.domain.files.types import HOLD_TEXT
from wenming.evidence.models import (
    Citation,
    EventPack,
    Evidence,
    EvidenceFile,
    EvidenceRevision,
    EvidenceWarning,
    FileText,
)
from wenming.plan.models import Task

from .demands import answered_for, demand_of
from .doubts import ShownDoubt, doubts_shown
from .files import current_files, first_filed
from .lengths import lengths_of
from .reuse import reuse_of_all
from .sight import Sight
from .viewing import Asked, Look, look_at

HISTORY_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Service:
    """One thing the evidence serves, with the rules of the slot where it is one."""

    citation: Citation
    task: Task | None
    rules: Sequence[Rule] = ()
    is_outside: bool = False
    """The event lies outside the window of the demand: nothing of it counts there."""

    @property
    def what(self) -> str:
        if self.citation.slot_id:
            return str(self.citation.slot)
        if self.citation.duty:
            return self.citation.duty.title
        return self.task.title if self.task else ""


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """``revisions``: the one in use and those before it, the latest first."""

    files: list[EvidenceFile]
    shown: EvidenceFile | None
    look: Look | None
    previous: EvidenceFile | None
    following: EvidenceFile | None
    services: list[Service]
    duplicates: list[tuple[EvidenceFile, Evidence]]
    doubts: list[ShownDoubt]
    revisions: list[EvidenceRevision]
    history: list[HistoryLine]
    warnings: list[EvidenceWarning]
    reuse: Reuse
    pack: EventPack | None
    texts: dict[int, FileText]
    """By the stored content, of those read so far; without the text itself."""

    @property
    def open_warnings(self) -> list[EvidenceWarning]:
        return [one for one in self.warnings if one.is_open]

    def text_note(self, file: EvidenceFile) -> str:
        """What to know about the words inside a file; "" where they were read or there are none to read."""
        if file.stored.media_type not in HOLD_TEXT:
            return ""
        text = self.texts.get(file.stored_id)
        if text is None:
            return "正文等后台读取，读完就能查找"
        if text.state == FileText.State.READ:
            return ""
        return text.get_state_display() if text.is_readable else f"这个文件读不出文字：{text.get_state_display()}"



def evidence_page(evidence: Evidence, sight: Sight | None, asked: Asked) -> EvidencePage:
    """``asked`` names the file to show large; the first picture otherwise, or the first file where there is none."""
    files = current_files(evidence)
    at = _place(files, asked)
    elsewhere = first_filed(evidence.organisation_id, sight, [one.stored_id for one in files], other_than=evidence.pk)
    revisions = evidence.revisions.annotate(file_count=Count("files")).order_by("-number")
    at_present = next(one.number for one in revisions if one.is_current)
    in_use = [one for one in revisions if one.number <= at_present]
    return EvidencePage(
        files=files, shown=files[at] if files else None, look=look_at(files[at], asked) if files else None,
        previous=files[at - 1] if at else None, following=files[at + 1] if at + 1 < len(files) else None,
        services=_services(evidence, files),
        duplicates=[(one, elsewhere[one.stored_id]) for one in files if one.stored_id in elsewhere],
        doubts=doubts_shown(evidence, sight, files), revisions=in_use,
        history=history_of(evidence.organisation_id, "evidence.evidence", evidence.pk, HISTORY_SHOWN),
        reuse=reuse_of_all([evidence.pk]).get(evidence.pk, Reuse()), pack=evidence.pack,
        warnings=list(evidence.warnings.all()), texts=_texts(evidence.organisation_id, files),
    )


def _place(files: Sequence[EvidenceFile], asked: Asked) -> int:
    named = [at for at, one in enumerate(files) if str(one.pk) == asked.file]
    pictures = [at for at, one in enumerate(files) if one.stored.is_picture]
    return next(iter([*named, *pictures, 0]))


def _texts(organisation_id: int, files: Sequence[EvidenceFile]) -> dict[int, FileText]:
    read = FileText.objects.of(organisation_id).filter(stored_id__in=[one.stored_id for one in files])
    return {one.stored_id: one for one in read.only("stored_id", "state")}


def _services(evidence: Evidence, files: list[EvidenceFile]) -> list[Service]:
    citations = list(
        Citation.objects.of(evidence.organisation_id).filter(evidence=evidence)
        .select_related("unit", "duty__work_item", "duty__task", "slot")
        .order_by("pk")
    )
    tasks = Task.objects.of(evidence.organisation_id).in_bulk([one.served_task_id for one in citations])
    offer = Offer(
        (*(one.kind for one in files), *([Kind.LINK] if evidence.kind == Kind.LINK else [])),
        evidence.event_on, evidence.place, evidence.people, evidence.caption,
        lengths=lengths_of(evidence.organisation_id, ((one.name, one.stored) for one in files)),
    )

    answered, kinds = answered_for(evidence.organisation_id, citations), offer.files
    return [
        Service(
            one, tasks.get(one.served_task_id), answered.rules(one, evidence, offer, kinds),
            is_outside=bool(one.slot) and not in_window(demand_of(one.slot), evidence.event_on),
        )
        for one in citations
    ]
