"""A workbook that was imported or let be is not kept: it may hold everybody's numbers, unencrypted."""

from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.filestore.actions import forget
from wenming.organisation import access, events
from wenming.organisation.models import RosterImport


@transaction.atomic
def destroy_source(*, roster: RosterImport, by: Viewer, at: datetime) -> None:
    """The workbook as it was uploaded leaves; what was read from it and who uploaded it stay.

    Its content stays in the store where something else is kept with the very same bytes. Bears being called twice.
    """
    access.check_may_manage(by)
    access.check_own(by, roster)
    roster = RosterImport.objects.select_for_update(of=("self",)).select_related("file").get(pk=roster.pk)
    file, roster.file = roster.file, None
    if file is None:
        return
    roster.save(update_fields=["file"])
    forget(file=file, by=by, at=at)
    record(events.roster_source_destroyed, by=by, at=at, on=roster)
