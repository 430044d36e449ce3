"""A roster being checked or written as its own process, for the tests that kill it.

``prepare N`` uploads a roster of N people and leaves its check to a worker; ``prepare N 1`` also has it checked and
confirmed. ``work`` is the real worker command. With MARK=file, HANG_IN=stage hangs in the third batch of the check,
HANG_IN=write once the people are written and their standings are not; the file is made, then nothing happens.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from wenming.domain.authority import system  # noqa: E402
from wenming.jobs.worker import drain  # noqa: E402
from wenming.organisation import handlers  # noqa: E402
from wenming.organisation.actions import roster_writing, rosters  # noqa: E402
from wenming.organisation.intake.rosters import take_roster  # noqa: E402
from wenming.organisation.models import Organisation, Standing, Unit  # noqa: E402

handlers.LINES_AT_ONCE = 20
_stage, _create, _batches = handlers.stage, roster_writing._create, iter(range(1, 1_000_000))


def hang(where):
    if os.environ.get("HANG_IN") == where:
        Path(os.environ["MARK"]).touch()
        time.sleep(600)


def stage(lines):
    _stage(lines)
    if next(_batches) == 3:
        hang("stage")


def create(model, rows):
    if model is Standing:
        hang("write")
    _create(model, rows)


def prepare(count, confirm=0):
    call_command("migrate", verbosity=0)
    at = timezone.now()
    here = Organisation.objects.create(name="示范局", short_name="示范局", created_at=at)
    Unit.objects.create(name="示范处", organisation=here)
    text = "\n".join(["姓名,工号,单位", *(f"示范{n},{n},示范处" for n in range(count))])
    by = system(here.pk)
    roster = take_roster(content=ContentFile(text.encode(), name="名册.csv"), name="名册.csv",
                         as_of=timezone.localdate(), nature="change", by=by, at=at)
    if confirm:
        drain()
        roster.refresh_from_db()
        rosters.confirm_roster(
            roster=roster, digest=roster.digest, leave_out_bad=False, mark_absent=False, by=by, at=at
        )


if __name__ == "__main__":
    word, *more = sys.argv[1:]
    if word == "prepare":
        prepare(*map(int, more))
    else:
        handlers.stage, roster_writing._create = stage, create
        call_command("worker", *more)
