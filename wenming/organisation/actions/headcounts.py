"""Dated head-counts by population: the denominators of the plan's targets."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.organisation import access, events
from wenming.organisation.models import Headcount, Organisation


@transaction.atomic
def record_headcount(
    *, population: str, as_of: date, count: int, source: str = "", by: Viewer, at: datetime
) -> Headcount:
    """Record how many a population counted on a day; a second figure for the same day corrects the first.

    Raises InputRefused for a day that is still to come.
    """
    access.check_may_manage(by)
    if as_of > timezone.localdate(at):
        raise InputRefused("截至日期还没有到，没有保存。", {"as_of": "不晚于今天"})
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    known = Headcount.objects.of(by.organisation_id).filter(population=population, as_of=as_of).first()
    if known is None:
        made = Headcount.objects.create(
            organisation_id=by.organisation_id, population=population, as_of=as_of, count=count, source=source
        )
        record(events.headcount_recorded, by=by, at=at, on=made, after={"count": count, "source": source})
        return made
    before = {"count": known.count, "source": known.source}
    known.count, known.source = count, source
    known.save(update_fields=["count", "source"])
    record(events.headcount_corrected, by=by, at=at, on=known, before=before, after={"count": count, "source": source})
    return known
