"""The ledger as xlsx, written row by row so that memory does not grow with it."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from django.db.models import QuerySet
from django.utils import timezone

from wenming.evidence.models import Evidence
from wenming.shell.workbooks import add_table, workbook

HEADS = (
    ("题名", 36), ("报送单位", 16), ("种类", 10), ("活动日期", 12), ("拍摄时间", 17), ("上传时间", 17),
    ("补录原因", 20), ("时间窗", 8), ("地点", 18), ("人物", 24), ("说明", 40), ("公开范围", 16),
    ("状态", 8), ("审核", 12), ("文件数", 8), ("引用处数", 8), ("上传人", 12),
)
CHUNK = 500


def ledger_workbook(rows: QuerySet[Evidence]) -> IO[bytes]:
    """A workbook of ``rows`` (of ``queries.rows.for_workbook``), rewound."""
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response that sends it
    with workbook(target) as book:
        add_table(book, "台账", HEADS, _values(rows))
    target.seek(0)
    return target


def _values(rows: QuerySet[Evidence]) -> Iterator[tuple[str | int, ...]]:
    for row in rows.iterator(chunk_size=CHUNK):
        yield (
            row.title, row.unit.name, row.get_kind_display(), row.event_on, _moment(row.captured_at),
            _moment(row.uploaded_at), row.late_reason, "窗外" if row.is_outside else "", row.place, row.people,
            row.caption, row.get_disclosure_display(), row.get_state_display(), row.get_stage_display(),
            row.file_count, row.serve_count, row.uploaded_by,
        )


def _moment(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""
