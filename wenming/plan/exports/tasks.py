"""The list of tasks as a workbook."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from wenming.plan.queries.tasks import TaskRow
from wenming.shell.workbooks import add_table, workbook

HEADS = (
    ("所属部分", 24), ("任务", 6), ("要做什么", 36), ("牵头", 24), ("责任单位数", 10), ("已够材料", 9), ("应有材料", 9),
    ("目标", 36), ("时限", 12), ("亮灯", 12),
)


def tasks_workbook(rows: Sequence[TaskRow], on: date) -> bytes:
    """One sheet, one row a task, and beneath them how many on which day."""
    out = BytesIO()
    with workbook(out) as book:
        add_table(book, "任务", HEADS, [*map(_cells, rows), (None, None, f"共 {len(rows)} 项，截至 {on.isoformat()}")])
    return out.getvalue()


def _cells(row: TaskRow) -> tuple[object, ...]:
    task = row.task
    return (
        task.area_name, task.short_number, task.title, row.lead, len(row.duty_units), row.have, row.want,
        _targets(row), row.due_on, row.word,
    )


def _targets(row: TaskRow) -> str:
    return "；".join(
        f"{one.target.text}（{one.reading.words or one.reading.verdict.label}）"
        for one in row.targets
    )
