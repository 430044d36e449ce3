"""Workbooks of a batch: the table to fill in, and the rows of it that could not be taken."""

from collections.abc import Sequence
from io import BytesIO

from wenming.domain.evidence.mapping import COLUMNS
from wenming.evidence.models import Batch
from wenming.shell.workbooks import add_table, workbook

_WIDTHS = (40, 30, 12, 18, 24, 40, 10)
HEADS = list(zip(COLUMNS.values(), _WIDTHS, strict=True))


def template_workbook(batch: Batch) -> bytes:
    """One row a file that is not filed yet, with what the grid says so far."""
    files = batch.files.filter(row__evidence=None).select_related("row").order_by("path", "pk")
    rows = [(one.path, one.row.title, one.row.event_on, one.row.place, one.row.people, one.row.caption, "")
            for one in files]
    how = [
        ("文件名", "不要改。几个文件的题名、日期、地点和任务都一样，就归成一件。"),
        ("活动日期", "写成 2026-03-02 的样子；空着的用照片的拍摄日期。"),
        ("任务编号", "方案里任务的序号，如 3；子任务写 3-1。没有就空着。"),
    ]
    out = BytesIO()
    with workbook(out) as book:
        add_table(book, "归集表", HEADS, rows)
        add_table(book, "填写说明", [("列", 12), ("怎么填", 80)], how)
    return out.getvalue()


def bad_rows_workbook(bad: Sequence[tuple[int, list[str], list[str]]]) -> bytes:
    """The rows as they came, with the reason: to be mended and uploaded again."""
    out = BytesIO()
    rows = [(*cells, number, "；".join(faults)) for number, cells, faults in bad]
    with workbook(out) as book:
        add_table(book, "有问题的行", [*HEADS, ("原表行号", 9), ("为什么没有收", 60)], rows)
    return out.getvalue()
