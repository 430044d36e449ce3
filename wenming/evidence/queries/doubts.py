"""What is doubtful about pictures: as the rows of the files say now, and as the page of one piece shows it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from wenming.domain.evidence.honesty import Doubt, days_apart, doubt_of_two
from wenming.evidence.models import Evidence, EvidenceFile, PictureDoubt
from wenming.filestore.models import Likeness

from .files import current_files, first_filed
from .open_doubts import OPEN, open_doubts
from .sight import Sight


def measured_doubts(evidence: Evidence) -> list[PictureDoubt]:
    """The doubts the evidence ought to have: against what was filed before it, and against its own date. Not saved."""
    files = {one.stored_id: one for one in current_files(evidence) if one.stored.is_picture}
    found = []
    for file in files.values():
        taken_on = timezone.localdate(file.captured_at) if file.captured_at else None
        if days := days_apart(taken_on, evidence.event_on):
            found.append(_doubt(evidence, file.stored_id, Doubt.DATE, days=days))
    alike = _alike(evidence.organisation_id, files)
    earlier = EvidenceFile.objects.filter(
        stored_id__in={other for _, other, _ in alike}, revision__is_current=True,
        revision__evidence__in=Evidence.objects.of(evidence.organisation_id).filter(
            state=Evidence.State.FILED, pk__lt=evidence.pk),
    ).select_related("revision__evidence").order_by("pk")
    for stored_id, other_stored_id, likeness in alike:
        for other in (one for one in earlier if one.stored_id == other_stored_id):
            piece = other.revision.evidence
            kind = doubt_of_two(files[stored_id].captured_at, other.captured_at, evidence.event_on, piece.event_on)
            if kind:
                found.append(_doubt(
                    evidence, stored_id, kind, other=piece, other_stored_id=other_stored_id,
                    is_mirrored=likeness.is_mirrored, is_cropped=likeness.is_cropped,
                ))
    return found


def _doubt(evidence: Evidence, stored_id: int, kind: Doubt, **more: object) -> PictureDoubt:
    return PictureDoubt(
        organisation_id=evidence.organisation_id, evidence=evidence, stored_id=stored_id, kind=kind.value, **more
    )


def _alike(organisation_id: int, stored_ids: Collection[int]) -> list[tuple[int, int, Likeness]]:
    """``(own, other, how)`` for each picture that looks like one of these; those not of the evidence itself."""
    rows = Likeness.objects.filter(
        Q(file__in=list(stored_ids)) | Q(other__in=list(stored_ids)), organisation_id=organisation_id
    )
    pairs = [pair for one in rows for pair in ((one.file_id, one.other_id, one), (one.other_id, one.file_id, one))]
    return [pair for pair in pairs if pair[0] in stored_ids and pair[1] not in stored_ids]


def filed_alike(organisation_id: int, sight: Sight | None, stored_ids: Collection[int]) -> dict[int, Evidence]:
    """For each picture a piece of filed evidence in ``sight`` with a picture that looks like it, where one is known."""
    pairs = [(own, other) for own, other, _ in _alike(organisation_id, stored_ids)] if stored_ids else []
    filed = first_filed(organisation_id, sight, [other for _, other in pairs])
    return {own: filed[other] for own, other in pairs if other in filed}


def told_doubts(evidence: Evidence) -> str:
    """What stands open, for the sentence after filing; "" where nothing does."""
    kinds = Counter(one.get_kind_display() for one in open_doubts().filter(evidence=evidence))
    return f"照片提醒：{'、'.join(f'{kind} {count} 处' for kind, count in kinds.items())}。" if kinds else ""


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """``file`` is the picture here; ``other_file`` the one it is like, None where the viewer may not see it."""

    doubt: PictureDoubt
    file: EvidenceFile
    other_file: EvidenceFile | None

    @property
    def is_hidden(self) -> bool:
        return self.doubt.other_id is not None and self.other_file is None


def doubts_shown(evidence: Evidence, sight: Sight | None, files: Collection[EvidenceFile]) -> list[ShownDoubt]:
    """The doubts of a piece, the open ones first. A piece the viewer may not see stays unnamed."""
    own = {one.stored_id: one for one in files}
    doubts = list(
        PictureDoubt.objects.of(evidence.organisation_id)
        .filter(Q(other=None) | Q(other__state=Evidence.State.FILED), evidence=evidence, stored__in=list(own))
    )
    others = _others_seen(evidence.organisation_id, sight, doubts)
    shown = [
        ShownDoubt(one, own[one.stored_id], others.get((one.other_id, one.other_stored_id))) for one in doubts
    ]
    return sorted(shown, key=lambda one: one.doubt.answer not in OPEN)


def _others_seen(
    organisation_id: int, sight: Sight | None, doubts: list[PictureDoubt]
) -> dict[tuple[int | None, int | None], EvidenceFile]:
    if sight is None or not doubts:
        return {}
    seen = Evidence.objects.of(organisation_id).filter(sight.evidence, pk__in=[one.other_id for one in doubts])
    files = EvidenceFile.objects.filter(
        revision__evidence__in=seen, revision__is_current=True, stored__in=[one.other_stored_id for one in doubts]
    ).select_related("revision__evidence__unit", "stored")
    return {(one.revision.evidence_id, one.stored_id): one for one in files}
