"""Tasks out of tables whose head names both what is to be done and who does it."""

import itertools
import re
from collections.abc import Iterator, Sequence

from wenming.domain.plan import columns, roles
from wenming.domain.plan.deadlines_text import stated_deadline
from wenming.domain.plan.flat_tables import Row
from wenming.domain.plan.grids import Grid
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.numerals import whole_number
from wenming.domain.plan.outline import first_sentence
from wenming.domain.plan.owners import Owners, read_owners
from wenming.domain.plan.passage import Passage, squeezed
from wenming.domain.plan.people import is_person, person_owners
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.unit_names import looks_like_unit

_OWNER_KINDS = (roles.LEAD, roles.RESPONSIBLE, roles.PEOPLE, columns.OWNER_AND_PERSON)
_WORD = re.compile(r"[^\s、，,；;/（）()]+")


def head_row(grid: Grid) -> int | None:
    """The row that names the columns, among the first four; None where no row names a task and its owner."""
    for at, row in enumerate(grid.rows[:4]):
        kinds = _kinds(row)
        if any(kind in (columns.TITLE, columns.BODY) for kind in kinds) and any(kind in _OWNER_KINDS for kind in kinds):
            return at
    return None


def _kinds(row: Row) -> list[str]:
    return [columns.column_kind(squeezed(cell.text)) for cell in row]


def table_tasks(grid: Grid, above: Heading | None = None) -> list[RawTask]:
    """One task a row. A row with one filled cell is a heading; a title repeated downwards is a heading too.

    ``above``: the heading of the text the table stands under, for rows without one of their own.
    """
    head = head_row(grid)
    if head is None:
        return []
    kinds = _kinds(grid.rows[head])
    rule = any(roles.first_leads(cell.text) for cell in grid.rows[head])
    rows = [row for row in grid.rows[head + 1 :] if _kinds(row) != kinds]
    kinds = _with_area(_with_one_title(kinds, rows), rows)
    tasks = list(_tasks(kinds, rows, _heading_above(grid.rows[:head]) or above))
    for task in tasks:
        task.owners.rule = task.owners.rule or rule
    return tasks


def _with_one_title(kinds: list[str], rows: Sequence[Row]) -> list[str]:
    """Exactly one title column: without any the first text column, with repeated values the next text column."""
    result = list(kinds)
    titles = [at for at, kind in enumerate(result) if kind == columns.TITLE]
    bodies = [at for at, kind in enumerate(result) if kind == columns.BODY]
    for extra in titles[1:]:
        result[extra] = columns.BODY
        bodies.append(extra)
    if not titles:
        result[bodies[0]] = columns.TITLE
        return result
    texts = [row[titles[0]].text for row in rows if len([cell for cell in row if cell.text]) > 1]
    if bodies and any(one == two for one, two in itertools.pairwise(texts)):
        result[titles[0]], result[min(bodies)] = columns.AREA, columns.TITLE
    return result


def _with_area(kinds: list[str], rows: Sequence[Row]) -> list[str]:
    """A column of another name before the title, whose values go down over rows, holds the headings."""
    if columns.AREA in kinds:
        return kinds
    for at in range(kinds.index(columns.TITLE)):
        texts = [row[at].text for row in rows if len([cell for cell in row if cell.text]) > 1]
        if kinds[at] in ("", columns.BODY) and all(texts) and any(one == two for one, two in itertools.pairwise(texts)):
            return [*kinds[:at], columns.AREA, *kinds[at + 1 :]]
    return kinds


def _heading_above(rows: Sequence[Row]) -> Heading | None:
    """A numbered row of one cell above the head (一、产业振兴) is the first heading; a title of the table is none."""
    for row in reversed(rows):
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and parse_marker(filled[0].text):
            return _heading(filled[0])
    return None


def _tasks(kinds: list[str], rows: Sequence[Row], heading: Heading | None) -> Iterator[RawTask]:
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and whole_number(filled[0].text) is None:
            heading = _heading(filled[0])
            continue
        column = next(
            (cell for kind, cell in zip(kinds, row, strict=False) if kind == columns.AREA and cell.text), None
        )
        if column and (heading is None or heading.name != _heading(column).name):
            heading = _heading(column)
        if task := _task(kinds, row, heading):
            yield task


def _heading(cell: Passage) -> Heading:
    marker = parse_marker(cell.text)
    name = cell.slice(marker.end) if marker else cell
    return Heading(marker.number if marker else "", squeezed(name.strip("。：:；").text), cell)


def _task(kinds: list[str], row: Row, heading: Heading | None) -> RawTask | None:
    number = title = Passage("", ())
    text: list[Passage] = []
    owners = Owners()
    task = RawTask("", title, text, [cell for cell in row if cell.text], owners, heading, 0.97)
    for kind, cell in zip(kinds, row, strict=False):
        if kind == columns.NUMBER:
            number = cell
        elif kind == columns.TITLE:
            title = cell
            text.insert(0, cell)
        elif kind == columns.BODY and cell.text:
            text.append(cell)
        elif kind == roles.DEADLINE and (deadline := stated_deadline(cell)):
            task.deadlines.append(deadline)
        elif kind in (roles.LEAD, roles.RESPONSIBLE) and cell.text:
            owners.add(read_owners(cell, kind))
        elif kind == columns.OWNER_AND_PERSON and cell.text:
            _take_both(cell, owners)
        elif kind == roles.PEOPLE and cell.text:
            owners.people.extend(person_owners(cell))
    if not title.text:
        return None
    task.number, task.value = number.text, whole_number(number.text.strip("、.．"))
    task.title = task.where = _title(title, task)
    task.style = "table"
    return task


def _take_both(cell: Passage, owners: Owners) -> None:
    """办公室 陈示甲 in a column of units and persons: what looks like a person is one."""
    parts = [cell.slice(word.start(), word.end()) for word in _WORD.finditer(cell.text)]
    if not any(_is_person(part) for part in parts):
        owners.add(read_owners(cell))
        return
    for part in parts:
        if _is_person(part):
            owners.people.extend(person_owners(part))
        else:
            owners.add(read_owners(part))


def _is_person(part: Passage) -> bool:
    return is_person(part.text) and not looks_like_unit(part.text)


def _title(cell: Passage, task: RawTask) -> Passage:
    marker = parse_marker(cell.text)
    if marker is None:
        return first_sentence(cell)
    if not task.number:
        task.number, task.value = marker.number, marker.value
    return first_sentence(cell.slice(marker.end).strip())
