"""One task printed twice, in the text and in the table of an annex, in the same words or in others: read once."""

from collections.abc import Sequence

from wenming.domain.plan.likeness import bare, likeness, pairs_of_signs, share_held
from wenming.domain.plan.raw_task import RawTask

_SHORTEST = 6
_ALIKE, _NEARLY, _LOOSELY = 0.5, 0.34, 0.2
_MOST_COMPARED = 40_000


def without_twins(text: Sequence[RawTask], rows: Sequence[RawTask], annexed: int) -> list[RawTask]:
    """The tasks of the text, each with what its row of a table adds, and the rows that repeat none of them.

    The last ``annexed`` rows are of annexes, which may say the same in other words.
    """
    pairs = _pairs(text, rows)
    for at, twin in _reworded(text, rows, pairs, annexed).items():
        twin.repeats = rows[at].title
        pairs[at] = twin
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


def _reworded(
    text: Sequence[RawTask], rows: Sequence[RawTask], pairs: dict[int, RawTask], annexed: int
) -> dict[int, RawTask]:
    """Rows of annexes and the tasks they word anew, the most alike first; none where most rows say something else."""
    known = {id(task) for task in pairs.values()}
    left = [(at, task) for at, task in enumerate(text) if id(task) not in known]
    free = [at for at in range(len(rows) - annexed, len(rows)) if at not in pairs]
    if not left or not free or len(left) * len(free) > _MOST_COMPARED:
        return {}
    told = [(at, pairs_of_signs(task.title.text), _all_words(task)) for at, task in left]
    scored = []
    for at in free:
        title = pairs_of_signs(rows[at].title.text)
        for own, words, everything in told:
            alike = max(likeness(title, words), share_held(title, everything))
            if same := _says_the_same(alike, text[own], rows[at]):
                scored.append((-same, abs(own - at), own, at))
    found: dict[int, RawTask] = {}
    for _, _, own, at in sorted(scored):
        if at not in found and id(text[own]) not in known:
            found[at] = text[own]
            known.add(id(text[own]))
    inside = sum(at >= len(rows) - annexed for at in pairs)
    return found if (inside + len(found)) * 2 >= annexed else {}


def _all_words(task: RawTask) -> frozenset[str]:
    return pairs_of_signs("".join(part.text for part in task.text))


def _says_the_same(alike: float, task: RawTask, row: RawTask) -> float:
    """How surely a row is the task: by its words, or by fewer of them with the same owners and number; 0 if not."""
    owners = _names(row) and bool(_names(task) & _names(row))
    number = row.value is not None and row.value == task.value
    if alike >= _ALIKE or (owners and alike >= (_LOOSELY if number else _NEARLY)):
        return alike + 0.3 * bool(owners) + 0.1 * number
    return 0.0


def _names(task: RawTask) -> set[str]:
    return {owner.name for owner in (*task.owners.lead, *task.owners.responsible, *task.owners.people)}


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
