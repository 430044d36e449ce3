"""A body begins here, by the command that makes the first administrator; there is no page for it."""

from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import system
from wenming.domain.errors import InputRefused
from wenming.organisation import events
from wenming.organisation.models import Organisation


@transaction.atomic
def found_organisation(*, name: str, short_name: str = "", at: datetime) -> Organisation:
    """A new tenant. Raises InputRefused where one of that name exists."""
    if Organisation.objects.filter(name=name).exists():
        raise InputRefused(f"已有名为“{name}”的单位。", {"name": "已有人使用"})
    made = Organisation.objects.create(name=name, short_name=short_name or name, created_at=at)
    record(events.organisation_made, by=system(made.pk), at=at, on=made)
    return made
