"""What the audit administrator does with the record; each of these is itself recorded."""

from datetime import datetime

from django.db import models, transaction

from wenming.audit import access, events
from wenming.audit.models import AuditEntry, Chain
from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken
from wenming.jobs.actions import enqueue
from wenming.jobs.models import Job

from .recording import record

VERIFY = "audit.verify"


@transaction.atomic
def ask_verification(*, by: Viewer, at: datetime) -> Job:
    """Walk the whole chain in the background; asked again while one is at work, it is the same job."""
    access.check_may_read(by)
    record(events.verification_asked, by=by, at=at, on=_chain(by))
    return enqueue(VERIFY, by=by, at=at, unique_key="chain", arguments={"asked_by": by.name})


@transaction.atomic
def note_head(*, by: Viewer, at: datetime) -> AuditEntry:
    """The last sealed entry, to be written down outside the system. Raises RuleBroken where nothing is sealed yet."""
    access.check_may_read(by)
    last = AuditEntry.objects.filter(organisation_id=by.organisation_id).exclude(position=None)
    entry = last.order_by("-position").first()
    if entry is None:
        raise RuleBroken("还没有封存过日志，没有链尾可抄。后台服务运行后几秒内就会封存。")
    record(events.head_noted, by=by, at=at, on=_chain(by), after={"position": entry.position, "digest": entry.digest})
    return entry


@transaction.atomic
def record_export(*, format: str, filter: str, by: Viewer, at: datetime) -> None:
    """Taking entries out of the house: in which ``format``, under which ``filter`` in words."""
    access.check_may_read(by)
    record(events.log_exported, by=by, at=at, on=_chain(by), after={"format": format, "filter": filter})


def _chain(by: Viewer) -> models.Model:
    return Chain.objects.get_or_create(organisation_id=by.organisation_id)[0]
