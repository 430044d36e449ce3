"""任务分解表: the plan as a workbook, task by task and, in force, duty by duty."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from wenming.domain.plan.difference import deadline_words
from wenming.domain.plan.draft import Owner, PlanDraft, TaskDraft
from wenming.plan.models import Duty, WorkItem
from wenming.plan.queries.work_items import as_given
from wenming.shell.workbooks import add_table, workbook

TASK_HEADS = (
    ("序号", 6), ("所属部分", 24), ("任务", 36), ("任务要求", 60), ("牵头单位", 24), ("责任单位", 24), ("责任人", 12),
    ("目标", 36), ("完成时限", 12),
)
DUTY_HEADS = (
    ("序号", 6), ("任务", 36), ("单位", 20), ("承担方式", 8), ("工作标准", 48), ("完成时限", 12), ("签收", 10),
)


def breakdown_workbook(
    draft: PlanDraft, duties: Sequence[Duty], items: Mapping[str, Sequence[WorkItem]] | None = None
) -> bytes:
    """A sheet of the tasks as the plan prints them, each with its work items beneath it (``items`` by the task's key,
    read with their owners); one of the duties where there are any."""
    areas = {area.key: f"{area.number}{area.name}" for area in draft.areas}
    out = BytesIO()
    with workbook(out) as book:
        add_table(book, "任务分解表", TASK_HEADS, list(_tasks(draft, areas, items or {})))
        if duties:
            add_table(book, "分到单位", DUTY_HEADS, map(_duty, duties))
    return out.getvalue()


def _tasks(
    draft: PlanDraft, areas: dict[str, str], items: Mapping[str, Sequence[WorkItem]]
) -> Iterator[tuple[object, ...]]:
    for task in draft.tasks:
        yield _task(task, areas)
        for item in items.get(task.key, ()):
            given = as_given(item)
            yield (
                item.short_number, areas.get(task.area or "", ""), "", given.text, "、".join(given.leads),
                "、".join(given.responsible), "", given.acceptance_note, given.deadline,
            )


def _task(task: TaskDraft, areas: dict[str, str]) -> tuple[object, ...]:
    return (
        task.number.strip("、.．()（） "), areas.get(task.area or "", ""), task.title, task.text,
        _names(task.lead_units), _names(task.responsible_units), _names(task.responsible_people),
        "；".join(one.text for one in task.targets), deadline_words(task),
    )


def _names(owners: Sequence[Owner]) -> str:
    return "、".join(one.name for one in owners)


def _duty(duty: Duty) -> tuple[object, ...]:
    return (
        duty.short_number, duty.title, duty.unit.name, duty.get_role_display(), duty.acceptance_note,
        duty.deadline, duty.get_state_display(),
    )
