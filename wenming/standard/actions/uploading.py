"""Taking a document in as a new edition. Reading it is done in the background; given up, it leaves no line."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, RuleBroken
from wenming.domain.standard.columns import Layout
from wenming.domain.standard.layouts import to_json
from wenming.filestore.models import StoredFile
from wenming.jobs.actions import enqueue
from wenming.jobs.queries import is_unfinished
from wenming.standard import access, events
from wenming.standard.models import Edition, Indicator, IndicatorSlot, MaterialSlot, Standard

from .correctable import held

State = Edition.State
READ = "standard.read"
TAKEN = "“{title}”已经有“{label}”这一版。请写另一个版次，或先放弃原来那一版。"


@transaction.atomic
def upload_edition(
    *, file: StoredFile, standard: Standard | None, title: str, label: str, issuer: str, by: Viewer, at: datetime
) -> Edition:
    """Keep the file as an edition of ``standard``, or of a new one called ``title``, and have it read.

    Raises InputRefused where neither is given or the edition is there already.
    """
    access.check_may_edit(by)
    if standard is None and not title:
        raise InputRefused("请写明测评体系的名称，或选一个已有的。", {"title": "请填写"})
    standard = standard or Standard.objects.get_or_create(
        organisation_id=by.organisation_id, title=title, defaults={"issuer": issuer})[0]
    there = Edition.objects.of(by.organisation_id).filter(standard=standard, label=label)
    if there.exclude(state__in=[State.DISCARDED, State.UNREADABLE]).exists():
        raise InputRefused(TAKEN.format(title=standard.title, label=label), {"label": "换一个版次"})
    edition = Edition.objects.create(
        organisation_id=by.organisation_id, standard=standard, label=label, source_file=file, uploaded_by=by.name[:60],
        uploaded_at=at, source_note=f"由文件“{file.original_name}”读入"[:300],
    )
    _ask_to_read(edition, by, at)
    record(events.edition_uploaded, by=by, at=at, on=edition)
    return edition


def _ask_to_read(edition: Edition, by: Viewer, at: datetime) -> None:
    job = enqueue(READ, title=f"读入测评体系：{edition.standard}"[:120], by=by, at=at,
                  arguments={"edition_id": edition.pk}, unique_key=f"edition:{edition.pk}")
    edition.job_id = job.pk
    edition.save(update_fields=["job_id"])


@transaction.atomic
def read_again(
    *, edition: Edition, version: int, layouts: Sequence[Layout | None], by: Viewer, at: datetime
) -> Edition:
    """Read the same file with its columns as a person named them; what was put right before is read anew.

    Raises ChangedMeanwhile where the edition was changed since the page was shown.
    """
    edition = held(edition, by)
    if edition.version != version:
        raise ChangedMeanwhile("这一版刚被别人改过，没有重新读。请看过现在的内容再提交。")
    remove_lines(edition)
    edition.state, edition.layouts, edition.version = State.READING, to_json(layouts), edition.version + 1
    edition.save(update_fields=["state", "layouts", "version"])
    record(events.edition_read_again, by=by, at=at, on=edition)
    _ask_to_read(edition, by, at)
    return edition


@transaction.atomic
def discard_edition(*, edition: Edition, by: Viewer, at: datetime) -> Edition:
    """Its lines and what they demand are gone; that it was read in and by whom stays on record."""
    access.check_may_edit(by)
    edition = Edition.objects.select_for_update().get(pk=edition.pk, organisation_id=by.organisation_id)
    if edition.state in {State.FROZEN, State.DISCARDED}:
        raise RuleBroken(access.CLOSED[State(edition.state)])
    if edition.state == State.READING and edition.job_id and is_unfinished(edition.organisation_id, edition.job_id):
        raise RuleBroken(access.CLOSED[State.READING])
    remove_lines(edition)
    edition.state = State.DISCARDED
    edition.save(update_fields=["state"])
    record(events.edition_discarded, by=by, at=at, on=edition)
    return edition


def remove_lines(edition: Edition) -> None:
    slots = list(IndicatorSlot.objects.filter(edition=edition).values_list("slot_id", flat=True))
    edition.findings.all().delete()
    edition.vetoes.all().delete()
    Indicator.objects.filter(edition=edition).delete()
    MaterialSlot.objects.filter(pk__in=slots).delete()
