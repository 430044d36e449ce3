"""Warnings of evidence: found in its texts, and answered by whoever answers for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused
from wenming.domain.language.warnings import warnings_of
from wenming.evidence import events
from wenming.evidence.access import check_may_change
from wenming.evidence.models import Evidence, EvidenceWarning
from wenming.evidence.queries.texts import Part

OPEN = {"reason": "", "answered_by": "", "answered_at": None}


def look_over(evidence: Evidence, parts: Iterable[Part], *, at: datetime) -> None:
    """Bring the warnings about ``parts`` in step with what they say now; the transaction holds the evidence's row.

    What no longer stands there goes, unless it was answered; what is found as it was stays as it was answered.
    """
    keys, found = set(), {}
    for part in parts:
        keys.add(part.key)
        for one in warnings_of(part.text, timezone.localdate(at)):
            found[one.kind.value, part.key] = (one.sentence(part.place)[:400], part.file)
    known = {(one.kind, one.about): one for one in evidence.warnings.filter(about__in=keys)}
    for key, one in known.items():
        if key not in found and one.is_open:
            one.delete()
    for (kind, about), (details, file) in found.items():
        held = known.get((kind, about))
        if held is None or held.details != details:
            EvidenceWarning.objects.update_or_create(
                evidence=evidence, organisation_id=evidence.organisation_id, kind=kind, about=about,
                defaults={"details": details, "file": file, "found_at": at, **OPEN},
            )


@transaction.atomic
def answer_warning(*, warning: EvidenceWarning, details: str, reason: str, by: Viewer, at: datetime) -> None:
    """Say why the evidence stands as it is. Raises ChangedMeanwhile where the warning says something else by now.

    ``details`` is what the person who answers has read.
    """
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit").get(pk=warning.evidence_id)
    check_may_change(by, evidence)
    if not reason.strip():
        raise InputRefused("还没有保存：请写明理由。", {"reason": "请写明理由"})
    now = EvidenceWarning.objects.filter(pk=warning.pk).first()
    if now is None or now.details != details:
        raise ChangedMeanwhile("这条提醒刚有变化，说明没有保存。请看现在的提醒再说明。")
    if not now.is_open:
        raise ChangedMeanwhile(f"这条提醒已由{now.answered_by}说明：{now.reason}")
    now.reason, now.answered_by, now.answered_at = reason.strip(), by.name[:60], at
    now.save(update_fields=list(OPEN))
    record(events.warning_answered, by=by, at=at, on=evidence, after={"warning": now.details}, reason=now.reason)
