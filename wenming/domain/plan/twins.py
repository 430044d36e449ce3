"""One task printed twice, in the text and in the table of an annex: read once."""

from collections.abc import Sequence

from wenming.domain.plan.likeness import bare
from wenming.domain.plan.raw_task import RawTask

_SHORTEST = 6


def without_twins(text: Sequence[RawTask], rows: Sequence[RawTask]) -> list[RawTask]:
    """The tasks of the text, each with what its row of a table adds, and the rows that repeat none of them."""
    pairs = _pairs(text, rows)
    for at, twin in pairs.items():
        _take_over(twin, rows[at])
    return [*text, *(row for at, row in enumerate(rows) if at not in pairs)]


def told_in(rows: Sequence[RawTask], proposed: Sequence[RawTask]) -> list[RawTask]:
    """The proposed tasks of the text that rows of a table repeat; none where most rows say something else."""
    twins = {id(task) for task in _pairs(proposed, rows).values()}
    return [task for task in proposed if id(task) in twins] if len(twins) * 2 > len(rows) else []


def _pairs(text: Sequence[RawTask], rows: Sequence[RawTask]) -> dict[int, RawTask]:
    """The position of a row and the task it repeats, each at most once.

    A row repeats a task whose title begins as its own does, or the other way round; six characters or more.
    """
    begins: dict[str, list[RawTask]] = {}
    for task in text:
        begins.setdefault(_begin(task), []).append(task)
    pairs: dict[int, RawTask] = {}
    for at, row in enumerate(rows):
        alike = begins.get(_begin(row), [])
        twin = next((place for place, task in enumerate(alike) if _same(task, row)), None)
        if twin is not None:
            pairs[at] = alike.pop(twin)
    return pairs


def _begin(task: RawTask) -> str:
    return bare(task.title.text)[:_SHORTEST]


def _same(task: RawTask, row: RawTask) -> bool:
    one, two = bare(task.title.text), bare(row.title.text)
    short = min(len(one), len(two))
    return short >= _SHORTEST and (one.startswith(two) or two.startswith(one))


def _take_over(task: RawTask, row: RawTask) -> None:
    """Owners and dates the text does not give; the row's words stay with the task, so that nothing printed is lost."""
    if not task.owners.names() or task.inferred:
        task.owners, task.inferred = row.owners, False
    elif not (task.owners.lead or task.owners.explicit_lead) and row.owners.lead:
        leads = [owner.name for owner in row.owners.lead]
        task.owners.responsible = [one for one in task.owners.responsible if one.name not in leads]
        task.owners.add(row.owners)
    else:
        task.owners.people = task.owners.people or row.owners.people
    if not (task.deadlines or task.owners.deadlines):
        task.deadlines = row.deadlines
    task.confidence = max(task.confidence, row.confidence)
    task.printed.extend(row.printed)
