"""Editions of an organisation, and what still has to be decided in one."""

from django.db.models import Count, Q, QuerySet

from wenming.standard.models import Edition, EditionFinding, Standard

State = Edition.State


def editions_of(organisation_id: int, *, frozen_only: bool) -> QuerySet[Edition]:
    """The newest first, each with ``open_findings``; what was given up is not listed."""
    shown = Edition.objects.of(organisation_id).exclude(state=State.DISCARDED).select_related("standard")
    if frozen_only:
        shown = shown.filter(state=State.FROZEN)
    is_open = Q(findings__state=EditionFinding.State.OPEN)
    return shown.annotate(open_findings=Count("findings", filter=is_open)).order_by("-pk")


def standards_of(organisation_id: int) -> QuerySet[Standard]:
    return Standard.objects.of(organisation_id).order_by("title")


def findings_of(edition: Edition) -> list[EditionFinding]:
    """Those open first, then those decided; what took itself away is not shown."""
    rows = edition.findings.exclude(state=EditionFinding.State.GONE).select_related("indicator")
    return sorted(rows, key=lambda one: (one.state != EditionFinding.State.OPEN, one.position))
