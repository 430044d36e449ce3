"""Recording what was measured of a target. A measurement is never changed: a later one stands in for it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.plan.targets import Figure, check_figure
from wenming.filestore.models import StoredFile
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Measurement, Target


@transaction.atomic
def record_measurement(
    *, target: Target, as_of: date, numerator: int, denominator: int | None, exclusions: str = "",
    proof: StoredFile | None = None, by: Viewer, at: datetime,
) -> Measurement:
    """One dated figure. Raises InputRefused for a date in the future or figures that cannot be."""
    access.check_may_measure(by, target)
    access.check_task_open(target.task)
    access.check_target_open(target)
    figure = Figure(numerator, denominator)
    check_figure(target.goal, figure, as_of=as_of, today=timezone.localdate(at))
    measurement = Measurement.objects.create(
        organisation_id=target.organisation_id, target=target, as_of=as_of, numerator=numerator,
        denominator=denominator, exclusions=exclusions, proof=proof, recorded_at=at, recorded_by=by.name,
    )
    value = f"{numerator}/{denominator}" if denominator is not None else str(numerator)
    record(
        events.measurement_recorded, by=by, at=at, on=target,
        after={"value": value, "as_of": as_of.isoformat(), "exclusions": exclusions},
    )
    return measurement
