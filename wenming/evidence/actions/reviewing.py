"""Passing and returning evidence, one or many at once; handing it in again; giving up what was proposed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound, RuleBroken
from wenming.domain.evidence import review as rules
from wenming.domain.evidence.review import REASONS, Act, Party, Reason, Route, Stage
from wenming.evidence import events
from wenming.evidence.access import evidence_for, parties_of, visible_to
from wenming.evidence.errors import NotAllReviewed
from wenming.evidence.models import Evidence
from wenming.evidence.queries.reviewing import leads_of, route_of, routes_of
from wenming.evidence.queries.texts import all_parts
from wenming.notices.actions import send
from wenming.plan.actions.freezing import people_of_units

from .cautioning import look_over
from .doubting import reconsider_around
from .indexing import index
from .revisions import put_in_use
from .stepping import STANDS, note, stand
from .tallying import tallied

MOST_AT_ONCE = 200


@transaction.atomic
def review(
    *, picked: Mapping[int, int], act: Act, code: str = "", words: str = "", by: Viewer, at: datetime
) -> list[Evidence]:
    """Pass or return all that is picked (id → the version that was looked at), or nothing of it.

    Raises InputRefused (nothing picked, a return without its reason) and NotAllReviewed, which says of each piece that
    cannot be done why: judged by somebody else meanwhile, changed, not this person's turn.
    """
    _check_asked(picked, act, code, words)
    rows = _locked(picked, by)
    _check_versions(rows, picked)
    leads, routes = leads_of(rows), routes_of(rows, timezone.localdate(at))
    parties = {one.pk: parties_of(by, one, leads[one.pk]) for one in rows}
    _check_moves(rows, act, parties, routes)
    before = {one.pk: Stage(one.stage) for one in rows}
    with tallied(*rows):
        revisions = {one.pk: _judge(one, act, parties[one.pk], routes[one.pk], by=by, at=at) for one in rows}
    for one in rows:
        if one.stage == Stage.ACCEPTED:
            reconsider_around(one)
            index(one)
            look_over(one, all_parts(one), at=at)
        party = rules.acting(before[one.pk], act, parties[one.pk])
        _tell(one, before[one.pk], act, party=party, revision=revisions[one.pk], code=code, words=words.strip(), by=by,
              at=at)
    if act is Act.RETURN:
        _send_back(rows, code, words.strip(), by=by, at=at)
    return rows


@transaction.atomic
def hand_in(*, evidence: Evidence, version: int, by: Viewer, at: datetime) -> Evidence:
    """Hand in again what was returned: it waits for the step after that of whoever hands it in."""
    evidence, parties = _held(evidence, version, by)
    stage = rules.move(
        Stage(evidence.stage), Act.HAND_IN, parties, route_of(evidence, timezone.localdate(at)),
        accepted=evidence.accepted,
    )
    stand(evidence, stage)
    with tallied(evidence):
        evidence.save(update_fields=[*STANDS, "version"])
    party = rules.acting(Stage.RETURNED, Act.HAND_IN, parties)
    note(evidence, Act.HAND_IN, party, by=by, at=at, revision=evidence.under_review.number)
    record(events.evidence_handed_in, by=by, at=at, on=evidence, after={"stage": stage.label})
    return evidence


@transaction.atomic
def drop_proposal(*, evidence: Evidence, version: int, by: Viewer, at: datetime) -> Evidence:
    """Give up the revision that waits or came back: what was accepted stays as it is."""
    evidence, parties = _held(evidence, version, by)
    stage, dropped = Stage(evidence.stage), evidence.under_review.number
    to = rules.move(
        stage, Act.DROP, parties, route_of(evidence, timezone.localdate(at)), accepted=evidence.accepted
    )
    evidence.proposed = None
    stand(evidence, to)
    evidence.save(update_fields=[*STANDS, "proposed", "version"])
    look_over(evidence, all_parts(evidence), at=at)
    note(evidence, Act.DROP, rules.acting(stage, Act.DROP, parties), by=by, at=at, revision=dropped)
    record(events.proposal_dropped, by=by, at=at, on=evidence, before={"revision": dropped})
    return evidence


def _check_asked(picked: Mapping[int, int], act: Act, code: str, words: str) -> None:
    if not picked:
        raise InputRefused("还没有选佐证，请先勾选。")
    if len(picked) > MOST_AT_ONCE:
        raise InputRefused(f"一次最多办 {MOST_AT_ONCE} 件，这里选了 {len(picked)} 件。")
    if act is Act.RETURN and code not in REASONS:
        raise InputRefused("没有退回：请选退回原因。", {"code": "请选退回原因"})
    if act is Act.RETURN and code == Reason.OTHER and not words.strip():
        raise InputRefused("没有退回：选“其他”时请写明原因。", {"words": "请写明原因"})


def _locked(picked: Mapping[int, int], by: Viewer) -> list[Evidence]:
    """In one order, so that no two batches wait for each other."""
    seen = visible_to(by).select_for_update(of=("self",)).select_related("unit", "proposed")
    rows = list(seen.filter(pk__in=picked).order_by("pk"))
    if len(rows) < len(picked):
        raise NotFound("选中的佐证有的已经看不到了，一件也没有办。请刷新后再选。")
    return rows


def _check_versions(rows: Iterable[Evidence], picked: Mapping[int, int]) -> None:
    refused = []
    for one in rows:
        if one.version != picked[one.pk]:
            last = one.steps.last()
            by_whom = f"最近由{last.made_by}{last.get_act_display()}，" if last else ""
            refused.append(f"“{one}”刚被别人办过或改过，{by_whom}现为“{one.get_stage_display()}”")
    if refused:
        raise NotAllReviewed(refused)


def _check_moves(
    rows: Iterable[Evidence], act: Act, parties: Mapping[int, frozenset[Party]], routes: Mapping[int, Route]
) -> None:
    refused = []
    for one in rows:
        try:
            rules.move(Stage(one.stage), act, parties[one.pk], routes[one.pk], accepted=one.accepted)
        except RuleBroken as no:
            refused.append(f"“{one}”{no.sentence.rstrip('。')}")
    if refused:
        raise NotAllReviewed(refused)


def _judge(
    evidence: Evidence, act: Act, parties: frozenset[Party], route: Route, *, by: Viewer, at: datetime
) -> int:
    """Move it on; the number of the revision that was judged."""
    revision = evidence.under_review
    to = rules.move(Stage(evidence.stage), act, parties, route, accepted=evidence.accepted)
    if to is Stage.ACCEPTED:
        put_in_use(evidence, by=by, at=at)
    if to is Stage.RETURNED:
        evidence.returns += 1
    stand(evidence, to)
    evidence.version += 1
    evidence.save()
    return revision.number


def _tell(
    evidence: Evidence, before: Stage, act: Act, *, party: Party, revision: int, code: str, words: str, by: Viewer,
    at: datetime,
) -> None:
    returned = act is Act.RETURN
    code, words = (code, words) if returned else ("", "")
    note(evidence, act, party, by=by, at=at, revision=revision, code=code, words=words)
    kind = events.evidence_returned if returned else events.evidence_passed
    accepted = evidence.stage == Stage.ACCEPTED
    after: dict[str, object] = {"stage": evidence.get_stage_display(), "revision": revision}
    if returned:
        after["code"] = Reason(code).label
    record(
        events.evidence_accepted if accepted else kind, by=by, at=at, on=evidence, before={"stage": before.label},
        after=after, reason=words,
    )


def _send_back(rows: Iterable[Evidence], code: str, words: str, *, by: Viewer, at: datetime) -> None:
    """One notice to the contacts and heads of each unit, however many of its pieces came back."""
    by_unit: dict[int, list[Evidence]] = defaultdict(list)
    for one in rows:
        by_unit[one.unit_id].append(one)
    why = f"{Reason(code).label}{f'：{words}' if words else ''}"
    for unit, users in people_of_units(by.organisation_id, by_unit, timezone.localdate(at)).items():
        mine = by_unit[unit.pk]
        many = len(mine) > 1
        link = reverse("evidence:evidence", args=[mine[0].pk])
        send(
            to=users, title=f"{len(mine)} 件佐证被退回" if many else f"“{mine[0]}”被退回", by=by, at=at,
            body=f"{by.name}退回，{why}。{'、'.join(str(one) for one in mine) if many else ''}"[:500],
            link=reverse("evidence:review") + "#returned" if many else link,
        )


def _held(evidence: Evidence, version: int, by: Viewer) -> tuple[Evidence, frozenset[Party]]:
    """The evidence under a row lock, its version counted on, and as whom ``by`` acts on it."""
    evidence = evidence_for(by, evidence.pk)
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit", "proposed").get(pk=evidence.pk)
    if evidence.version != version:
        raise ChangedMeanwhile(
            f"“{evidence}”刚被别人办过或改过，现为“{evidence.get_stage_display()}”，没有变动。请看现在的情况再办。"
        )
    evidence.version += 1
    return evidence, parties_of(by, evidence, leads_of([evidence])[evidence.pk])
