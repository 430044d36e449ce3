"""Somebody of a unit hands what he photographed to the unit's contact: a draft, which counts when it is confirmed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from wenming.domain.authority import Viewer
from wenming.domain.evidence.review import Stage
from wenming.evidence import events
from wenming.evidence.access import check_may_offer
from wenming.evidence.models import Evidence

from .filing import write_evidence
from .receiving import Incoming


@transaction.atomic
def offer_evidence(
    *, files: Sequence[Incoming], title: str, event_on: date, place: str = "", people: str = "", caption: str = "",
    late_reason: str = "", by: Viewer, at: datetime,
) -> Evidence:
    """A draft of the person's own unit. What it serves, and who may see it, its contact says.

    Raises NotAllowed where the account stands for nobody of the roster, and InputRefused as filing does.
    """
    evidence = Evidence(
        unit=check_may_offer(by), title=title.strip(), event_on=event_on, late_reason=late_reason.strip(),
        place=place.strip(), people=people.strip(), caption=caption.strip(), organisation_id=by.organisation_id,
        offered_by_id=by.account_id,
    )
    write_evidence(evidence, files, Stage.DRAFT, events.evidence_offered, by=by, at=at)
    return evidence
