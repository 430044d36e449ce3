"""Mending what is said about evidence, and taking it back. Files are never altered and nothing is deleted."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused
from wenming.evidence import events
from wenming.evidence.access import check_may_change, check_may_file
from wenming.evidence.models import Evidence
from wenming.evidence.queries.texts import said_of

from .cautioning import look_over
from .doubting import reconsider_around
from .indexing import index
from .tallying import tallied

DETAILS = ("title", "place", "people", "caption", "event_on", "disclosure")


@transaction.atomic
def change_evidence(
    *, evidence: Evidence, version: int, title: str, place: str, people: str, caption: str, event_on: date,
    disclosure: str, by: Viewer, at: datetime,
) -> Evidence:
    """Replace what is said about the event. Raises ChangedMeanwhile where another edit was saved after ``version``."""
    evidence = Evidence.objects.select_for_update().select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    _check_version(evidence, version)
    wanted = {
        "title": title.strip(), "place": place.strip(), "people": people.strip(), "caption": caption.strip(),
        "event_on": event_on, "disclosure": Evidence.Disclosure(disclosure).value,
    }
    _check_said(title.strip(), event_on, at)
    changed = [name for name in DETAILS if getattr(evidence, name) != wanted[name]]
    if not changed:
        return evidence
    before = {name: str(getattr(evidence, name)) for name in changed}
    for name in changed:
        setattr(evidence, name, wanted[name])
    evidence.version += 1
    with tallied(evidence):
        evidence.save(update_fields=[*changed, "version"])
    if "event_on" in changed:
        reconsider_around(evidence)
    index(evidence)
    look_over(evidence, said_of(evidence), at=at)
    record(events.evidence_changed, by=by, at=at, on=evidence, before=before,
           after={name: str(wanted[name]) for name in changed})
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: Viewer, at: datetime) -> Evidence:
    """Take it out of every count, with a reason. Files, citations and history stay."""
    evidence = Evidence.objects.select_for_update().select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    if not reason.strip():
        raise InputRefused("请写明为什么撤回；佐证没有变动。", {"reason": "请写明原因"})
    evidence.state = Evidence.State.WITHDRAWN
    evidence.version += 1
    with tallied(evidence):
        evidence.save(update_fields=["state", "version"])
    entry = record(events.evidence_withdrawn, by=by, at=at, on=evidence, reason=reason.strip())
    hold(entry, evidence=evidence.pk, version=evidence.version)
    return evidence


@restores(events.evidence_withdrawn)
def restore_evidence(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Counts again as it was. Raises ChangedMeanwhile where it was changed or restored since."""
    evidence = Evidence.objects.of(by.organisation_id).select_for_update(of=("self",)).select_related("unit").get(
        pk=held["evidence"]
    )
    check_may_file(by, evidence.unit)
    if evidence.state != Evidence.State.WITHDRAWN or evidence.version != held["version"]:
        raise ChangedMeanwhile(f"“{evidence}”撤回以后又有人办过，没有恢复。请打开这件佐证看现在的情况。")
    evidence.state = Evidence.State.FILED
    evidence.version += 1
    with tallied(evidence):
        evidence.save(update_fields=["state", "version"])
    record(events.evidence_restored, by=by, at=at, on=evidence)


def _check_version(evidence: Evidence, version: int) -> None:
    if evidence.version != version:
        raise ChangedMeanwhile(
            f"您填写期间，这件佐证已被别人改过：现在的题名是“{evidence.title}”，活动日期 {evidence.event_on}，"
            f"地点“{evidence.place}”，人物“{evidence.people}”，说明“{evidence.caption[:60]}”。"
            "您填的内容还在下面，核对后再保存就以您填的为准。"
        )


def _check_said(title: str, event_on: date, at: datetime) -> None:
    wrong = {}
    if not title:
        wrong["title"] = "请写题名"
    if event_on > timezone.localdate(at):
        wrong["event_on"] = "活动日期不能晚于今天"
    if wrong:
        raise InputRefused(f"还没有保存：{'；'.join(wrong.values())}。填写的内容都还在。", wrong)
