"""What is doubtful about a document as a whole, its phases and its leading group."""

from collections.abc import Sequence

from wenming.domain.plan.dates import Window
from wenming.domain.plan.document import Document
from wenming.domain.plan.draft import SURE, GroupDraft, PhaseDraft, TaskDraft
from wenming.domain.plan.findings import FindingKind, Findings
from wenming.domain.plan.passage import squeezed
from wenming.domain.plan.phases_text import is_unfinished

_LONGEST_NAME = 4


def document_findings(document: Document, tasks: Sequence[TaskDraft], findings: Findings) -> None:
    """What every plan has and this one does not."""
    for missing, kind in (
        (not document.printed_title, FindingKind.NO_TITLE),
        (not document.issuer, FindingKind.NO_ISSUER),
        (not document.issued_on, FindingKind.NO_DATE),
        (not tasks, FindingKind.NO_TASKS),
    ):
        if missing:
            findings.add(kind)


def phase_findings(phases: Sequence[tuple[PhaseDraft, Window | None]], findings: Findings) -> None:
    """Windows that are missing or lack a year, and a paragraph that stops in the middle."""
    for phase, window in phases:
        first, last = (phase.spans[0], phase.spans[-1]) if phase.spans else (None, None)
        if window is None:
            findings.add(FindingKind.UNDATED_PHASE, first, what=phase.name)
        elif window.inferred:
            year = (window.end or window.start or "")[:4]
            findings.add(FindingKind.YEAR_INFERRED, first, what=phase.name, year=year)
        if is_unfinished(phase.text):
            findings.add(FindingKind.UNFINISHED_SENTENCE, last, what=phase.name, mark=phase.text.rstrip()[-1])


def group_findings(group: GroupDraft | None, findings: Findings) -> None:
    """Members named by their post, and names that may be none."""
    if group is None:
        return
    for owner in (*group.leader, *group.deputy, *group.members, *group.office_members):
        span = owner.spans[0] if owner.spans else None
        if len(owner.name) > _LONGEST_NAME and owner.confidence >= SURE:
            findings.add(FindingKind.MEMBERS_EX_OFFICIO, span, name=owner.name)
        elif owner.confidence < SURE:
            findings.add(FindingKind.UNSURE_PERSON, span, name=squeezed(owner.name))
