"""Taking one's own data away is noted too."""

from datetime import datetime

from django.db import transaction

from wenming.accounts.models import User
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.personal import events


@transaction.atomic
def note_own_export(*, by: Viewer, at: datetime) -> None:
    record(events.own_data_exported, by=by, at=at, on=User.objects.get(pk=by.user_id))
