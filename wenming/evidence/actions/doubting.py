"""Keeping what is doubtful about pictures in step with the files, and writing down what the office found."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.evidence import events
from wenming.evidence.access import check_may_answer
from wenming.evidence.models import Evidence, PictureDoubt
from wenming.evidence.queries.doubts import measured_doubts

Mark = tuple[int, int | None, int | None]


def reconsider(evidence: Evidence) -> int:
    """Write the doubts that came, drop those that went and were never answered. The transaction holds the evidence.

    What was answered stays as it was answered, also where the same doubt is measured again. Returns how many came.
    """
    wanted = {_mark(one): one for one in measured_doubts(evidence)}
    there = {_mark(one): one for one in evidence.doubts.all()}
    gone = [one.pk for mark, one in there.items() if not one.answer and _differs(one, wanted.get(mark))]
    if gone:
        PictureDoubt.objects.filter(pk__in=gone).delete()
    kept = {mark for mark, one in there.items() if one.pk not in gone}
    return len(PictureDoubt.objects.bulk_create(one for mark, one in wanted.items() if mark not in kept))


def reconsider_holders(organisation_id: int, stored_ids: Iterable[int]) -> list[Evidence]:
    """After pictures were found alike: every filed piece that holds one of them, one after the other.

    Returns those about which a doubt came.
    """
    holding = Evidence.objects.of(organisation_id).filter(
        state=Evidence.State.FILED, revisions__is_current=True, revisions__files__stored__in=list(stored_ids)
    )
    keys = sorted(set(holding.values_list("pk", flat=True)))
    held = (Evidence.objects.select_for_update().get(pk=key) for key in keys)
    return [one for one in held if reconsider(one)]


def reconsider_around(evidence: Evidence) -> None:
    """After the date of the event changed: the piece itself, and the later ones that were held against it."""
    reconsider(evidence)
    later = PictureDoubt.objects.of(evidence.organisation_id).filter(other=evidence).values("evidence_id")
    for one in Evidence.objects.select_for_update().filter(pk__in=later).order_by("pk"):
        reconsider(one)


@transaction.atomic
def answer_doubt(*, doubt: PictureDoubt, answer: str, reason: str, by: Viewer, at: datetime) -> PictureDoubt:
    """Say what was found, with the reason; a later answer takes the place of an earlier one, both are on record."""
    doubt = PictureDoubt.objects.select_for_update(of=("self",)).select_related("evidence").get(pk=doubt.pk)
    check_may_answer(by, doubt)
    wrong = {}
    if answer not in PictureDoubt.Answer.values or not answer:
        wrong["answer"] = "请选一个结论"
    if not reason.strip():
        wrong["reason"] = "请写明依据"
    if wrong:
        raise InputRefused(f"还没有保存：{'；'.join(wrong.values())}。填写的内容都还在。", wrong)
    before = {"answer": doubt.get_answer_display()}
    doubt.answer, doubt.reason, doubt.answered_by, doubt.answered_at = answer, reason.strip(), by.name, at
    doubt.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
    record(events.doubt_answered, by=by, at=at, on=doubt.evidence, before=before, reason=doubt.reason, after={
        "answer": doubt.get_answer_display(), "kind": doubt.get_kind_display(),
    })
    return doubt


def _mark(doubt: PictureDoubt) -> Mark:
    return doubt.stored_id, doubt.other_id, doubt.other_stored_id


def _differs(there: PictureDoubt, wanted: PictureDoubt | None) -> bool:
    return wanted is None or (there.kind, there.days) != (wanted.kind, wanted.days)
