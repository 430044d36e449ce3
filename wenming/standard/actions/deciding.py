"""What does not fit in an edition is decided by a person, and an edition with nothing open is frozen."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.standard import events
from wenming.standard.models import Edition, EditionFinding
from wenming.standard.queries.trees import lines_of

from .correctable import held

State = EditionFinding.State
DECISIONS = {State.KEPT, State.CORRECTED}


@transaction.atomic
def decide_finding(*, finding: EditionFinding, state: str, note: str, by: Viewer, at: datetime) -> EditionFinding:
    """Keep what the document says, or say that it was put right, and why. Raises RuleBroken where it is decided."""
    edition = held(finding.edition, by)
    finding = EditionFinding.objects.select_for_update().get(pk=finding.pk, edition=edition)
    if state not in DECISIONS:
        raise InputRefused("请选择“照原文保留”或“已更正”。", {"state": "请选择"})
    if not note.strip():
        raise InputRefused("请写一句为什么这样处理，定版以后还查得到。", {"note": "请填写"})
    if finding.state != State.OPEN:
        raise RuleBroken(f"这一处{finding.get_state_display()}，没有重复处理。")
    finding.state, finding.note = state, note.strip()[:300]
    finding.decided_by, finding.decided_at = by.name[:60], at
    finding.save()
    record(events.finding_decided, by=by, at=at, on=finding, after={"state": finding.get_state_display(), "note": note})
    return finding


@transaction.atomic
def reopen_finding(*, finding: EditionFinding, by: Viewer, at: datetime) -> EditionFinding:
    edition = held(finding.edition, by)
    finding = EditionFinding.objects.select_for_update().get(pk=finding.pk, edition=edition)
    if finding.state not in DECISIONS:
        raise RuleBroken("这一处还没有处理，不用重新核对。")
    record(events.finding_reopened, by=by, at=at, on=finding, before={"note": finding.note})
    finding.state, finding.note, finding.decided_by, finding.decided_at = State.OPEN, "", "", None
    finding.save()
    return finding


@transaction.atomic
def freeze_edition(*, edition: Edition, version: int, by: Viewer, at: datetime) -> Edition:
    """From now on it is what is assessed by. Raises RuleBroken while anything is open or there is no line."""
    edition = held(edition, by)
    if edition.version != version:
        raise RuleBroken("这一版刚被改过，没有定版。请看过现在的内容再定版。")
    left = edition.findings.filter(state=State.OPEN).count()
    if left:
        raise RuleBroken(f"还有 {left} 处没有核对，没有定版。请逐处决定后再定版。")
    lines = lines_of(edition).count()
    if not lines:
        raise RuleBroken("这一版一条指标也没有，没有定版。")
    edition.state, edition.frozen_at, edition.frozen_by = Edition.State.FROZEN, at, by.name[:60]
    edition.save(update_fields=["state", "frozen_at", "frozen_by"])
    on = timezone.localdate(at).isoformat()
    record(events.edition_frozen, by=by, at=at, on=edition, after={"lines": lines, "on": on})
    return edition
