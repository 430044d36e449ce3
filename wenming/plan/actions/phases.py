"""Moving the dates of a phase. A phase may lie in the past."""

from datetime import date, datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile
from wenming.domain.plan.schedule import Window, check_order, spoken
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Phase


@transaction.atomic
def change_phase(
    *, phase: Phase, version: int, starts_on: date | None, ends_on: date | None, by: Viewer, at: datetime
) -> Phase:
    """Raises InputRefused where the phases would no longer follow each other, ChangedMeanwhile where another saved."""
    access.check_may_direct(by, phase)
    phases = list(Phase.objects.select_for_update().filter(campaign=phase.campaign_id).order_by("position"))
    phase = next(one for one in phases if one.pk == phase.pk)
    if phase.version != version:
        raise ChangedMeanwhile(
            f"别人刚改过“{phase}”：现为{spoken(phase.starts_on)}至{spoken(phase.ends_on)}。"
            "您填写的内容还在下面，没有覆盖别人的；核对后再保存一次即可。"
        )
    before = _dates(phase)
    check_order([Window(one.name, starts_on, ends_on) if one.pk == phase.pk else one.window for one in phases])
    phase.starts_on, phase.ends_on, phase.version = starts_on, ends_on, phase.version + 1
    phase.save()
    record(events.phase_changed, by=by, at=at, on=phase, before=before, after=_dates(phase))
    return phase


def _dates(phase: Phase) -> dict[str, str]:
    return {"starts_on": str(phase.starts_on or ""), "ends_on": str(phase.ends_on or "")}
