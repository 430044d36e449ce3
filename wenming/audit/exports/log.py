"""The record as a table to take away: CSV streamed at any length, xlsx up to what a spreadsheet bears well."""

import tempfile
from collections.abc import Iterator
from typing import IO

from django.db.models import QuerySet
from django.utils import timezone

from wenming.audit.models import AuditEntry
from wenming.audit.queries.entries import changes_of
from wenming.audit.queries.history import sentence
from wenming.audit.queries.wanted import Wanted
from wenming.audit.registry import kinds
from wenming.domain.errors import RuleBroken
from wenming.shell.comma_files import comma_lines
from wenming.shell.workbooks import add_table, workbook

HEADS = (
    ("序号", 8), ("时间", 20), ("经办人", 14), ("事项", 60), ("对象", 30), ("变化", 50), ("事由", 30), ("地址", 16),
    ("事件代码", 26), ("摘要", 70),
)
CHUNK = 1000
MOST_IN_WORKBOOK = 100_000


def log_lines(rows: QuerySet[AuditEntry]) -> Iterator[bytes]:
    """CSV in UTF-8 with its mark, so that a spreadsheet opens it right."""
    return comma_lines([title for title, _ in HEADS], _values(rows))


def log_workbook(rows: QuerySet[AuditEntry]) -> IO[bytes]:
    """Rewound. Raises RuleBroken for more rows than MOST_IN_WORKBOOK."""
    if rows.order_by()[: MOST_IN_WORKBOOK + 1].count() > MOST_IN_WORKBOOK:
        raise RuleBroken(f"符合条件的超过 {MOST_IN_WORKBOOK:,} 条，没有导出。请缩短起止日期，或改用 CSV（不限条数）。")
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response that sends it
    with workbook(target) as book:
        add_table(book, "操作日志", HEADS, _values(rows))
    target.seek(0)
    return target


def filter_in_words(wanted: Wanted, chosen: dict[str, str]) -> str:
    """The filter as the record of the export and the head of a page say it."""
    kind = kinds().get(wanted.kind)
    parts = (
        ("自", wanted.since), ("至", wanted.until), ("事项", kind.label if kind else ""),
        ("经办人", chosen.get("person", "")), ("对象", chosen.get("object", "")), ("姓名含", wanted.who),
        ("地址", wanted.address), ("文字", wanted.words),
    )
    return "，".join(f"{name} {value}" for name, value in parts if value) or "全部"


def _values(rows: QuerySet[AuditEntry]) -> Iterator[tuple[object, ...]]:
    for entry in rows.order_by("-at", "-id").iterator(chunk_size=CHUNK):
        changed = [one for one in changes_of(entry) if one.changed]
        changes = (f"{one.name}：{one.before or '空'} → {one.after or '空'}" for one in changed)
        yield (
            entry.position, f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}", entry.actor_label, sentence(entry),
            entry.object_label, "；".join(changes), entry.reason, entry.address, entry.kind, entry.digest,
        )
