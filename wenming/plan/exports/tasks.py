"""The list of tasks as a workbook."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from wenming.plan.queries.tasks import TaskRow

HEADS = (
    ("所属部分", 24), ("任务", 6), ("要做什么", 36), ("牵头", 24), ("责任单位数", 10), ("已够材料", 9), ("应有材料", 9),
    ("目标", 36), ("时限", 12), ("亮灯", 12),
)


def tasks_workbook(rows: Sequence[TaskRow], on: date) -> bytes:
    """One sheet, one row a task; text stays text, so that no cell is ever taken for a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold, day = book.add_worksheet("任务"), book.add_format({"bold": True}), book.add_format({
        "num_format": "yyyy-mm-dd"
    })
    sheet.freeze_panes(1, 0)
    for column, (head, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(rows, start=1):
        texts = {0: row.task.area_name, 1: row.task.short_number, 2: row.task.title, 3: row.lead, 7: _targets(row),
                 9: row.word}
        for column, text in texts.items():
            sheet.write_string(line, column, text)
        for column, number in {4: len(row.duty_units), 5: row.have, 6: row.want}.items():
            sheet.write_number(line, column, number)
        if row.due_on:
            sheet.write_datetime(line, 8, row.due_on, day)
    sheet.write_string(len(rows) + 1, 2, f"共 {len(rows)} 项，截至 {on.isoformat()}")
    book.close()
    return out.getvalue()


def _targets(row: TaskRow) -> str:
    return "；".join(
        f"{one.target.text}（{one.reading.words or one.reading.verdict.label}）"
        for one in row.targets
    )
