"""Mending what is said about evidence, and taking it back. Files are never altered and nothing is deleted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused
from wenming.domain.evidence import review
from wenming.domain.evidence.review import Act, Stage
from wenming.evidence import events
from wenming.evidence.access import check_may_change, check_may_file, parties_of
from wenming.evidence.models import Evidence
from wenming.evidence.queries.reviewing import leads_of
from wenming.evidence.queries.texts import parts_of, said_of

from .cautioning import look_over
from .doubting import reconsider_around
from .indexing import index
from .revisions import held_of, propose
from .stepping import STANDS, note, settle, stand
from .tallying import tallied


@transaction.atomic
def change_evidence(
    *, evidence: Evidence, version: int, title: str, place: str, people: str, caption: str, event_on: date,
    disclosure: str, by: Viewer, at: datetime,
) -> Evidence:
    """Replace what is said about the event; of accepted evidence, propose it. Raises ChangedMeanwhile where another
    edit was saved after ``version``.
    """
    evidence = Evidence.objects.select_for_update().select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    _check_version(evidence, version)
    said = said_as(title=title, place=place, people=people, caption=caption, event_on=event_on, disclosure=disclosure)
    check_said(said["title"], event_on, at)
    with tallied(evidence):
        change_held(evidence, said, by=by, at=at)
    return evidence


def said_as(
    *, title: str, place: str, people: str, caption: str, event_on: date, disclosure: str
) -> dict[str, str]:
    """What is said about an event, as revisions keep it."""
    return {
        "title": title.strip(), "place": place.strip(), "people": people.strip(), "caption": caption.strip(),
        "event_on": str(event_on), "disclosure": Evidence.Disclosure(disclosure).value,
    }


def change_held(evidence: Evidence, said: Mapping[str, str], *, by: Viewer, at: datetime) -> bool:
    """Say of the evidence what ``said`` says, or propose it; whether that is anything new. The caller holds the row
    and counts."""
    now = evidence.said_now
    changed = [name for name in said if now[name] != said[name]]
    if not changed:
        return False
    before, after = ({name: one[name] for name in changed} for one in (now, said))
    if evidence.accepted:
        _propose(evidence, {**now, **said}, before, after, by=by, at=at)
        return True
    for name in changed:
        setattr(evidence, name, date.fromisoformat(said[name]) if name == "event_on" else said[name])
    evidence.version += 1
    evidence.save(update_fields=[*changed, "version"])
    if "event_on" in changed:
        reconsider_around(evidence)
    settle(evidence, at=at)
    index(evidence)
    look_over(evidence, said_of(evidence), at=at)
    record(events.evidence_changed, by=by, at=at, on=evidence, before=before, after=after)
    return True


def _propose(
    evidence: Evidence, said: dict[str, str], before: dict[str, str], after: dict[str, str], *, by: Viewer, at: datetime
) -> None:
    """Into the revision that waits, or a new one: what was accepted stands as it is."""
    if evidence.proposed:
        revision, event = evidence.proposed, events.proposal_changed
        revision.said = said
        revision.save(update_fields=["said"])
        evidence.version += 1
        evidence.save(update_fields=["version"])
    else:
        files = held_of(evidence.revisions.get(is_current=True))
        revision, event = propose(evidence, files, said, by=by, at=at), events.revision_proposed
    look_over(evidence, parts_of(revision), at=at)
    record(event, by=by, at=at, on=evidence, before=before, after={**after, "revision": revision.number})


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: Viewer, at: datetime) -> Evidence:
    """Take it out of every count, with a reason. Files, citations and history stay.

    What was accepted only the office takes out.
    """
    evidence = Evidence.objects.select_for_update().select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    stage, parties = Stage(evidence.stage), parties_of(by, evidence, leads_of([evidence])[evidence.pk])
    review.check(stage, Act.WITHDRAW, parties, accepted=evidence.accepted)
    if not reason.strip():
        raise InputRefused("请写明为什么撤回；佐证没有变动。", {"reason": "请写明原因"})
    stand(evidence, Stage.WITHDRAWN)
    evidence.version += 1
    with tallied(evidence):
        evidence.save(update_fields=[*STANDS, "version"])
    note(evidence, Act.WITHDRAW, review.acting(stage, Act.WITHDRAW, parties), by=by, at=at,
         revision=evidence.under_review.number)
    entry = record(events.evidence_withdrawn, by=by, at=at, on=evidence, reason=reason.strip())
    hold(entry, evidence=evidence.pk, version=evidence.version, stage=stage.value)
    return evidence


@restores(events.evidence_withdrawn)
def restore_evidence(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Counts again as it was, at the stage it stood at. Raises ChangedMeanwhile where it was changed since."""
    evidence = Evidence.objects.of(by.organisation_id).select_for_update(of=("self",)).select_related("unit").get(
        pk=held["evidence"]
    )
    check_may_file(by, evidence.unit)
    if evidence.state != Evidence.State.WITHDRAWN or evidence.version != held["version"]:
        raise ChangedMeanwhile(f"“{evidence}”撤回以后又有人办过，没有恢复。请打开这件佐证看现在的情况。")
    stand(evidence, Stage(held.get("stage", Stage.OFFICE)))
    evidence.version += 1
    with tallied(evidence):
        evidence.save(update_fields=[*STANDS, "version"])
    settle(evidence, at=at)
    record(events.evidence_restored, by=by, at=at, on=evidence)


def _check_version(evidence: Evidence, version: int) -> None:
    if evidence.version != version:
        now = evidence.said_now
        raise ChangedMeanwhile(
            f"您填写期间，这件佐证已被别人改过或办过（现为“{evidence.get_stage_display()}”）：现在的题名是“{now['title']}”，"
            f"活动日期 {now['event_on']}，地点“{now['place']}”，人物“{now['people']}”，说明“{now['caption'][:60]}”。"
            "您填的内容还在下面，核对后再保存就以您填的为准。"
        )


def check_said(title: str, event_on: date, at: datetime) -> None:
    wrong = {}
    if not title:
        wrong["title"] = "请写题名"
    if event_on > timezone.localdate(at):
        wrong["event_on"] = "活动日期不能晚于今天"
    if wrong:
        raise InputRefused(f"还没有保存：{'；'.join(wrong.values())}。填写的内容都还在。", wrong)
