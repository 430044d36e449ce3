"""The review of one piece: the steps it took, what somebody may do now, what waits, what was accepted before."""

from collections.abc import Collection
from dataclasses import dataclass

from wenming.domain.evidence import review
from wenming.domain.evidence.review import Act, Party, Stage
from wenming.evidence.models import Evidence, EvidenceFile, EvidenceRevision, ReviewStep

from .review_page import SAID, changes_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A revision that was accepted, as it was."""

    revision: EvidenceRevision
    files: list[EvidenceFile]

    @property
    def said(self) -> list[tuple[str, str]]:
        labels = dict(Evidence.Disclosure.choices)
        return [(word, labels.get(value, value)) for name, word in SAID.items() if (value := self.revision.said[name])]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """``new_files`` are those of a proposal that the accepted revision does not hold."""

    evidence: Evidence
    steps: list[ReviewStep]
    may: dict[Act, bool]
    kept: list[Kept]
    new_files: list[EvidenceFile]

    @property
    def last_return(self) -> ReviewStep | None:
        """Why it is back, where it is."""
        if self.evidence.stage != Stage.RETURNED:
            return None
        return next((one for one in reversed(self.steps) if one.act == Act.RETURN), None)

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return changes_of(self.evidence)

    @property
    def picked(self) -> str:
        return f"{self.evidence.pk}:{self.evidence.version}"

    @property
    def earlier(self) -> list[Kept]:
        return [one for one in self.kept if not one.revision.is_current]

    @property
    def may_judge(self) -> bool:
        return self.may[Act.PASS]


def review_line(evidence: Evidence, parties: Collection[Party]) -> ReviewLine:
    """Three queries."""
    stage = Stage(evidence.stage)
    may = {act: review.may(stage, act, parties, accepted=evidence.accepted) for act in Act}
    revisions = {one.pk: one for one in evidence.revisions.all()} if evidence.accepted else {}
    wanted = [key for key, one in revisions.items() if one.accepted_at or key == evidence.proposed_id]
    files: dict[int, list[EvidenceFile]] = {key: [] for key in revisions}
    for file in EvidenceFile.objects.filter(revision__in=wanted).select_related("stored") if wanted else ():
        files[file.revision_id].append(file)
    kept = [Kept(one, files[one.pk]) for one in revisions.values() if one.accepted_at]
    current = {file.stored_id for one in kept if one.revision.is_current for file in one.files}
    new = [one for one in files.get(evidence.proposed_id or 0, ()) if one.stored_id not in current]
    return ReviewLine(evidence, list(evidence.steps.all()), may, kept, new)
