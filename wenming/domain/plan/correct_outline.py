"""A heading the reader took for a task becomes the heading it is."""

from dataclasses import dataclass, replace

from wenming.domain.errors import InputRefused
from wenming.domain.plan.correct_tasks import new_key, task_of
from wenming.domain.plan.draft import AreaDraft, PlanDraft


@dataclass(frozen=True, slots=True)
class TaskToArea:
    """The tasks behind it, up to the next heading, come to stand under it."""

    key: str


def task_to_area(draft: PlanDraft, edit: TaskToArea) -> PlanDraft:
    task = task_of(draft, edit.key)
    if len(draft.tasks) == 1:
        raise InputRefused("这是最后一项任务。没有任务的方案无法分解，请先新增别的任务再改。")
    area = AreaDraft(new_key("a", [one.key for one in draft.areas]), task.number, task.title[:200], task.spans)
    at = draft.tasks.index(task)
    below = {one.key for one in draft.tasks[at + 1 :] if one.area == task.area}
    tasks = [replace(one, area=area.key) if one.key in below else one for one in draft.tasks if one.key != task.key]
    behind = next((n + 1 for n, one in enumerate(draft.areas) if one.key == task.area), 0)
    return replace(draft, areas=(*draft.areas[:behind], area, *draft.areas[behind:]), tasks=tuple(tasks))
