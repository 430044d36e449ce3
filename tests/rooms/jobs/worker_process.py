"""A worker as its own process, for the tests that kill it: ``python -m tests.rooms.jobs.worker_process WORDS``.

``prepare N`` makes the tables and asks for one job of N rows; ``prepare N 1`` for N jobs of one row. ``work`` is the
real worker command. With HANG_AT=n and MARK=file, row n is written, the file is made, and then nothing happens.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from wenming.domain.authority import system  # noqa: E402
from wenming.jobs.actions import enqueue  # noqa: E402
from wenming.jobs.registry import job  # noqa: E402


@job("tests.write_rows", "逐行写入")
def write_rows(run, first, count):
    run.begin(count)
    for number, row in run.remaining(range(first, first + count)):
        with run.row(number), connection.cursor() as cursor:
            cursor.execute("insert into written (row_number, pid) values (%s, %s)", [row, os.getpid()])
            if number == int(os.environ.get("HANG_AT", "0")):
                Path(os.environ["MARK"]).touch()
                time.sleep(600)


def prepare(rows, rows_each=None):
    for room in ("jobs", "audit"):  # audit, for the chore that seals
        call_command("migrate", room, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("create table written (row_number integer, pid integer)")
    each = rows_each or rows
    for first in range(1, rows + 1, each):
        enqueue("tests.write_rows", by=system(1), at=timezone.now(), arguments={"first": first, "count": each})


if __name__ == "__main__":
    word, *numbers = sys.argv[1:]
    if word == "prepare":
        prepare(*map(int, numbers))
    else:
        call_command("worker", *numbers)
