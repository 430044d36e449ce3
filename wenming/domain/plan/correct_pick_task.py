"""A selection in the source becomes a task: one the reader did not see, or a part of one it took for a single task."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenming.domain.errors import InputRefused
from wenming.domain.plan.correct_split import first_sentence
from wenming.domain.plan.correct_tasks import called, new_key, placed
from wenming.domain.plan.deadlines_text import deadlines_in
from wenming.domain.plan.draft import AreaDraft, PlanDraft, Span, TaskDraft
from wenming.domain.plan.findings import Findings
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.outline import outline
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage
from wenming.domain.plan.selection import meet, without
from wenming.domain.plan.targets_text import targets_in
from wenming.domain.plan.tasks import task_drafts
from wenming.domain.plan.text_tasks import text_tasks


@dataclass(frozen=True, slots=True)
class PickTask:
    """``passage`` is a task. Words of another task leave that one, and owners not printed in it are those it had."""

    passage: Passage


def pick_task(draft: PlanDraft, edit: PickTask) -> PlanDraft:
    """It stands where it is printed. Raises InputRefused where it is all, or more than the text, of a task."""
    key = new_key("t", [one.key for one in draft.tasks])
    new = replace(_read(edit.passage), key=key, confidence=1.0)
    old = next((one for one in draft.tasks if _holds(one, edit.passage)), None)
    if old is not None:
        return _cut_out(draft, old, new, edit.passage)
    new = replace(new, area=_area(draft, edit.passage))
    return replace(draft, tasks=tuple(_in_order(draft, new)))


def _read(passage: Passage) -> TaskDraft:
    """By the rules of the reader where they find one task in it, otherwise number, title and text as they stand."""
    raw = text_tasks(outline([Paragraph(passage, gap=False, indent=0)]), (), propose=False)
    if len(raw) == 1:
        (task,) = task_drafts(raw, {}, rule_everywhere=False, findings=Findings())
        return replace(task, spans=passage.pieces)
    marker = parse_marker(passage.text)
    body = passage.slice(marker.end).strip() if marker else passage
    return TaskDraft(
        "", marker.number if marker else "", first_sentence(body.text), body.text, spans=passage.pieces,
        targets=tuple(targets_in(body)), deadlines=tuple(deadlines_in(body)),
    )  # fmt: skip


def _holds(task: TaskDraft, passage: Passage) -> bool:
    return any(meet(span, piece) for span in task.spans for piece in passage.pieces)


def _cut_out(draft: PlanDraft, old: TaskDraft, new: TaskDraft, passage: Passage) -> PlanDraft:
    left = _text_left(draft, old, new, passage)
    taken = passage.pieces
    rest = replace(
        old, text=left, spans=without(old.spans, taken), confidence=1.0,
        targets=tuple(one for one in old.targets if not _inside(one.spans, taken)),
        deadlines=tuple(one for one in old.deadlines if not _inside(one.spans, taken)),
    )
    new = replace(
        new, area=old.area, lead_units=new.lead_units or old.lead_units,
        responsible_units=new.responsible_units or old.responsible_units,
        responsible_people=new.responsible_people or old.responsible_people,
    )
    pair = (rest, new) if _first(rest.spans) < _first(new.spans) else (new, rest)
    tasks = [one for task in draft.tasks for one in (pair if task.key == old.key else (task,))]
    return replace(draft, tasks=tuple(tasks))


def _text_left(draft: PlanDraft, old: TaskDraft, new: TaskDraft, passage: Passage) -> str:
    words = next((one for one in (passage.text, new.text) if one and one in old.text), None)
    if words is None:
        raise InputRefused(f"选中的文字不全在{called(draft, old.key)}的正文里。请只选一项任务里的一段正文。")
    left = old.text.replace(words, "", 1).strip()
    if not left:
        raise InputRefused(f"选中的就是{called(draft, old.key)}的全文，它已经是一项任务。")
    return left


def _inside(spans: Sequence[Span], taken: Sequence[Span]) -> bool:
    return bool(spans) and all(any(meet(one, other) for other in taken) for one in spans)


def _first(spans: Sequence[Span]) -> tuple[int, int]:
    return (spans[0].line, spans[0].start) if spans else (0, 0)


def _area(draft: PlanDraft, passage: Passage) -> str | None:
    """The area of the last heading or task printed before the passage."""
    here = _first(passage.pieces)
    above: list[AreaDraft | TaskDraft] = [*draft.areas, *draft.tasks]
    printed = [one for one in above if one.spans and _first(one.spans) < here]
    last = max(printed, key=lambda one: _first(one.spans), default=None)
    return last.area if isinstance(last, TaskDraft) else last.key if last else None


def _in_order(draft: PlanDraft, new: TaskDraft) -> list[TaskDraft]:
    """Behind the last task of its area that is printed before it; first in its area where there is none."""
    tasks = draft.tasks
    same = [at for at, one in enumerate(tasks) if one.area == new.area]
    earlier = [at for at in same if _first(tasks[at].spans) < _first(new.spans)]
    if not same:
        return placed(tasks, new, draft)
    at = earlier[-1] + 1 if earlier else same[0]
    return [*tasks[:at], new, *tasks[at:]]
