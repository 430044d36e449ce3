"""The roster as xlsx: numbers masked, or in full where a reason was given."""

import tempfile
from collections.abc import Iterator
from typing import IO

from django.db.models import QuerySet

from wenming.organisation.models import Person
from wenming.organisation.queries.people import MASKS, masked, people_of
from wenming.shell.workbooks import add_table, workbook
from wenming.vault.errors import StaysClosed

HEADS = (
    ("姓名", 12), ("工号", 12), ("所在单位", 20), ("状态", 10), ("自", 12), ("中共党员", 10),
    ("身份证号", 22), ("电话", 16),
)
CHUNK = 500


def people_workbook(organisation_id: int, *, in_full: bool) -> IO[bytes]:
    """The workbook, rewound."""
    people = people_of(organisation_id).order_by("unit__position", "unit_id", "pk")
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response that sends it
    with workbook(target) as book:
        add_table(book, "人员名册", HEADS, _rows(people, in_full=in_full))
    target.seek(0)
    return target


def _rows(people: QuerySet[Person], *, in_full: bool) -> Iterator[tuple[object, ...]]:
    shown = _open if in_full else masked
    for one in people.iterator(chunk_size=CHUNK):
        yield (one.name, one.staff_number, one.unit.name, one.get_status_display(), one.since,
               "是" if one.party_member else "", *(shown(one, field) for field in MASKS))


def _open(person: Person, field: str) -> str:
    try:
        return str(getattr(person, field))
    except StaysClosed:
        return "打不开"
