"""The table of a batch read and held against its files; what was read travels signed until it is confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.core import signing

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.mapping import Line, read_mapping
from wenming.evidence.models import Batch
from wenming.evidence.queries.openings import open_tasks
from wenming.organisation.intake.sheets import read_workbook

SALT = "evidence.mapping"
GOOD_FOR_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Checked:
    """What the table says: ``good`` is (path, what is said), ``bad`` is (row, its cells, its faults)."""

    version: int
    good: list[tuple[str, dict[str, Any]]]
    bad: list[tuple[int, list[str], list[str]]]


def check_mapping(batch: Batch, content: IO[bytes], *, by: Viewer, today: date) -> Checked:
    """Writes nothing. Raises InputRefused, TooLarge for a workbook that cannot be read."""
    every = by.covers_all_units(Permission.FILE_EVIDENCE)
    opened = open_tasks(batch.unit, every_task=every)
    tasks = {one.named.removeprefix("任务").strip(): one.value for one in opened if one.value}
    paths = list(batch.files.filter(row__evidence=None).values_list("path", flat=True))
    lines = read_mapping(read_workbook(content).sheets[0].cells, paths, tasks, today)
    good = [(one.path, dict(one.said)) for one in lines if not one.faults]
    return Checked(batch.version, good, [_bad(one) for one in lines if one.faults])


def _bad(line: Line) -> tuple[int, list[str], list[str]]:
    return line.number, list(line.cells), list(line.faults)


def sealed(batch: Batch, checked: Checked, by: Viewer) -> str:
    """As a form carries it: for this person and this batch alone."""
    good = [(path, {**said, "event_on": _iso(said.get("event_on"))}) for path, said in checked.good]
    return signing.dumps([by.user_id, batch.pk, checked.version, good, checked.bad], salt=SALT, compress=True)


def unsealed(batch: Batch, text: str, by: Viewer) -> Checked:
    """Raises InputRefused for what was altered, is another's or too old."""
    try:
        user_id, batch_id, version, good, bad = signing.loads(text, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError) as error:
        raise InputRefused("核对的结果已失效，没有写入。请重新上传表格。") from error
    if (user_id, batch_id) != (by.user_id, batch.pk):
        raise InputRefused("核对的结果不是这一批的，没有写入。请重新上传表格。")
    said = [(path, {**values, "event_on": values["event_on"] and date.fromisoformat(values["event_on"])})
            for path, values in good]
    return Checked(version, said, [tuple(one) for one in bad])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
