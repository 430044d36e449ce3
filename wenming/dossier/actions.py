"""Taking a package: recorded when it begins, and again when its last byte has gone out."""

from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.dossier.contents import Contents
from wenming.plan.models import Campaign

from . import access, events
from .models import PackageExport


@transaction.atomic
def open_package(*, campaign: Campaign, contents: Contents, by: Viewer, at: datetime) -> PackageExport:
    """Record that a package of these contents is asked for; the bytes are made while they are sent."""
    access.check_export(by)
    files = len(contents.placed)
    export = PackageExport.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, asked_at=at, asked_by=by.name[:60], files=files,
        bytes=contents.bytes,
    )
    record(events.package_exported, by=by, at=at, on=campaign, after={"files": files, "bytes": contents.bytes})
    return export


@transaction.atomic
def complete_package(*, export: PackageExport, fingerprint: str, by: Viewer, at: datetime) -> None:
    """The whole package went out; its fingerprint proves it later. An interrupted download has none."""
    access.check_export(by)
    export.manifest_digest = fingerprint
    export.save(update_fields=["manifest_digest"])
    record(events.package_completed, by=by, at=at, on=export.campaign, after={"fingerprint": fingerprint})
