"""The ledger as xlsx, written row by row so that memory does not grow with it."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone

from wenming.evidence.models import Evidence

HEADINGS = (
    "题名", "报送单位", "种类", "活动日期", "拍摄时间", "上传时间", "补录原因", "地点", "人物", "说明", "公开范围",
    "状态", "文件数", "引用处数", "上传人",
)
WIDTHS = (36, 16, 10, 12, 17, 17, 20, 18, 24, 40, 16, 8, 8, 8, 12)
CHUNK = 500


def ledger_workbook(rows: QuerySet[Evidence]) -> IO[bytes]:
    """A workbook of ``rows`` (of ``queries.rows.for_lists``), rewound. Text is never read as a formula."""
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response that sends it
    with xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("台账")
        sheet.freeze_panes(1, 0)
        head = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        for number, values in enumerate(_values(rows), start=1):
            for column, value in enumerate(values):
                write = sheet.write_number if isinstance(value, int) else sheet.write_string
                write(number, column, value)
    target.seek(0)
    return target


def _values(rows: QuerySet[Evidence]) -> Iterator[tuple[str | int, ...]]:
    for row in rows.iterator(chunk_size=CHUNK):
        yield (
            row.title, row.unit.name, row.get_kind_display(), row.event_on.isoformat(), _moment(row.captured_at),
            _moment(row.uploaded_at), row.late_reason, row.place, row.people, row.caption,
            row.get_disclosure_display(), row.get_state_display(), row.file_count, row.serve_count, row.uploaded_by,
        )


def _moment(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""
