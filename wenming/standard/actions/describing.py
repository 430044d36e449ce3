"""What is known of an edition beside its lines."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.standard import events
from wenming.standard.models import Edition

from .correctable import held
from .rechecking import recheck


@transaction.atomic
def describe_edition(
    *, edition: Edition, version: int, declared_total: Decimal | None, pass_mark: Decimal | None, completeness: str,
    statement_limit: int | None, honour_levels: Sequence[str], source_note: str, by: Viewer, at: datetime,
) -> Edition:
    """The declared total is what the lines are held against. Raises ChangedMeanwhile where another was faster."""
    edition = held(edition, by, version=version)
    before = {"declared_total": str(edition.declared_total or "")}
    edition.declared_total, edition.pass_mark, edition.completeness = declared_total, pass_mark, completeness
    edition.statement_limit, edition.honour_levels = statement_limit, list(honour_levels)
    edition.source_note, edition.version = source_note, edition.version + 1
    edition.save()
    record(events.edition_described, by=by, at=at, on=edition, before=before,
           after={"declared_total": str(declared_total or "")})
    recheck(edition)
    return edition
