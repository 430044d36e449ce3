"""What is known of an edition beside its lines."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile
from wenming.standard import access, events
from wenming.standard.models import Edition

from .rechecking import recheck


@transaction.atomic
def describe_edition(
    *, edition: Edition, version: int, declared_total: Decimal | None, pass_mark: Decimal | None, completeness: str,
    statement_limit: int | None, honour_levels: Sequence[str], source_note: str, by: Viewer, at: datetime,
) -> Edition:
    """The declared total is what the lines are held against. Raises ChangedMeanwhile where another was faster."""
    held = Edition.objects.select_for_update().select_related("standard").get(pk=edition.pk)
    access.check_may_correct(by, held)
    if held.version != version:
        raise ChangedMeanwhile("这一版刚被别人改过，您的改动还没有保存。请看过现在的内容再提交。")
    before = {"declared_total": str(held.declared_total or "")}
    held.declared_total, held.pass_mark, held.completeness = declared_total, pass_mark, completeness
    held.statement_limit, held.honour_levels, held.source_note = statement_limit, list(honour_levels), source_note
    held.version += 1
    held.save()
    record(events.edition_described, by=by, at=at, on=held, before=before,
           after={"declared_total": str(declared_total or "")})
    recheck(held)
    return held
