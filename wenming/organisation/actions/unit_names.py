"""Names a roster uses for units that the register does not know: chosen once, remembered as aliases."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wenming.domain.authority import Viewer
from wenming.organisation.models import RosterImport, Unit

from .rosters import check_again
from .units import add_alias


@transaction.atomic
def name_units(
    *, roster: RosterImport, names: Sequence[tuple[str, Unit]], by: Viewer, at: datetime
) -> RosterImport:
    """Each unit also goes by the name chosen for it; then it is checked again. Raises InputRefused for a taken one."""
    for name, unit in names:
        add_alias(unit=unit, name=name, by=by, at=at)
    return check_again(roster=roster, by=by, at=at)
