"""What this room does later: reading a document."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from wenming.domain.authority import system
from wenming.domain.errors import RuleBroken
from wenming.jobs.registry import Run, job

from .actions.uploading import READ
from .models import Edition


@job(READ, "读入测评体系")
def read(run: Run, edition_id: int) -> None:
    """All of it or nothing; what cannot be read says why on the edition, and no line is left."""
    from .intake.editions import read_into  # the reader, which no page needs: it would cost every start

    edition = Edition.objects.of(run.organisation_id).select_related("source_file", "standard").filter(
        pk=edition_id, state=Edition.State.READING).first()
    if edition is None:
        return
    by = replace(system(run.organisation_id), user_id=run.asked_by_id)
    run.begin(1)
    try:
        read_into(edition, by=by, at=timezone.now())
    except RuleBroken as refusal:
        with transaction.atomic():
            Edition.objects.filter(pk=edition.pk, state=Edition.State.READING).update(
                state=Edition.State.UNREADABLE, failure=refusal.sentence[:300])
