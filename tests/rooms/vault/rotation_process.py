"""A rotation as its own process, for the test that kills it. ``prepare N`` makes N people under the first key and
asks for the rotation; ``work`` is the real worker command. With HANG_AT=n and MARK=file, row n is written, the file is
made, and then nothing happens. ``read`` prints how many rows can be opened and how many stand under the first key.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from wenming.organisation.models import Organisation, Person, Unit  # noqa: E402
from wenming.vault import actions  # noqa: E402
from wenming.vault.queries import sealed_earlier  # noqa: E402

_once, _rows = actions.reencrypt_row, iter(range(1, 1_000_000))


def hang(model, pk):
    _once(model, pk)
    if next(_rows) == int(os.environ.get("HANG_AT", "0")):
        Path(os.environ["MARK"]).touch()
        time.sleep(600)


def prepare(count):
    call_command("migrate", verbosity=0)
    own = {"organisation": Organisation.objects.create(name="示范局", short_name="示范局", created_at=timezone.now())}
    unit = Unit.objects.create(name="示范处", **own)
    Person.objects.bulk_create([
        Person(unit=unit, name=f"示范{n}", id_number=f"4301011978021{n:05d}", **own) for n in range(count)
    ])
    actions.rotate_keys(at=timezone.now())


def read():
    opened = sum(person.id_number == f"4301011978021{n:05d}" for n, person in enumerate(Person.objects.order_by("pk")))
    print(opened, sealed_earlier(Person).count())


if __name__ == "__main__":
    word, *more = sys.argv[1:]
    if word == "prepare":
        prepare(int(more[0]))
    elif word == "read":
        read()
    else:
        actions.reencrypt_row = hang
        call_command("worker", *more)
