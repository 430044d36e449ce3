"""Where a piece of evidence stands in its review, and the line of steps it took."""

from datetime import datetime

from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.domain.evidence import review
from wenming.domain.evidence.review import Act, Party, Stage
from wenming.evidence.models import Evidence, ReviewStep
from wenming.evidence.queries.reviewing import route_of

STANDS = ("stage", "state")
"""The fields ``stand`` writes to."""
OUT = {
    Stage.DRAFT: Evidence.State.DRAFT, Stage.RETURNED: Evidence.State.RETURNED,
    Stage.WITHDRAWN: Evidence.State.WITHDRAWN,
}


def stand(evidence: Evidence, stage: Stage) -> None:
    """Put the evidence at a stage, and into the ledger or out of it; not saved yet."""
    counts = review.counts(stage, accepted=evidence.accepted)
    evidence.stage = Evidence.Stage(stage)
    evidence.state = Evidence.State.FILED if counts else OUT[stage]


def settle(evidence: Evidence, *, at: datetime) -> None:
    """On from a step nobody is there to take any more: after what it serves, or who may see it, has changed."""
    stage = Stage(evidence.stage)
    if stage not in {Stage.HEAD, Stage.LEAD}:
        return
    now = review.settled(stage, route_of(evidence, timezone.localdate(at)))
    if now is not stage:
        stand(evidence, now)
        evidence.save(update_fields=STANDS)


def note(
    evidence: Evidence, act: Act, party: Party, *, by: Viewer, at: datetime, revision: int, code: str = "",
    words: str = "",
) -> None:
    """Write the step just taken; the evidence stands where it led."""
    ReviewStep.objects.create(
        organisation_id=evidence.organisation_id, evidence=evidence, revision=revision, act=act.value,
        party=party.value, stage=evidence.stage, code=code, words=words, made_at=at, made_by=by.name[:60],
    )
