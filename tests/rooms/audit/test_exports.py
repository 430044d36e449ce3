"""The filtered record as a file: what it holds, and that taking it is itself on record."""

import csv
import io

import pytest
from django.db import transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cast import NOW
from wenming.audit.actions import record
from wenming.audit.exports import log
from wenming.audit.models import AuditEntry
from wenming.shell.comma_files import comma_lines


def csv_of(client, **given) -> list[list[str]]:
    answer = client.post(reverse("audit:csv"), given)
    assert answer.status_code == 200
    raw = b"".join(answer.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.fixture
def two(cast, told):
    first, second = told("改名“{label}”", "tests.renamed"), told("走访“{label}”", "tests.visited")
    with transaction.atomic():
        record(first, by=cast.office, at=NOW, on=cast.lead, before={"name": "甲"}, after={"name": "=乙"}, reason="=1+1")
        record(second, by=cast.office, at=NOW, on=cast.third)
    return cast


def test_csv_holds_the_filtered_rows_and_no_formula(two):
    rows = csv_of(two.client("audit_admin"), kind="tests.renamed")
    assert rows[0][:4] == ["序号", "时间", "经办人", "事项"]
    assert [row[3] for row in rows[1:]] == ["改名“机关党委”"]
    assert rows[1][5] == "名称：甲 → =乙"
    assert rows[1][6] == "'=1+1"


def test_xlsx_holds_the_same_rows(two):
    answer = two.client("audit_admin").post(reverse("audit:xlsx"), {"kind": "tests.visited"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows] == ["事项", "走访“离退处”"]


@pytest.mark.parametrize("view", ["audit:csv", "audit:xlsx"])
def test_taking_the_record_is_on_record(two, view):
    answer = two.client("audit_admin").post(reverse(view), {"kind": "tests.renamed"})
    b"".join(answer.streaming_content)
    entry = AuditEntry.objects.get(kind="audit.log_exported")
    assert entry.actor_label == "审计管理员"
    assert entry.after == {"format": view.partition(":")[2], "filter": "事项 改名“…”"}


def test_too_many_for_a_workbook_is_refused_and_not_recorded(two, monkeypatch):
    monkeypatch.setattr(log, "MOST_IN_WORKBOOK", 1)
    answer = two.client("audit_admin").post(reverse("audit:xlsx"))
    assert answer.status_code == 409
    assert "CSV" in answer.content.decode()
    assert not AuditEntry.objects.filter(kind="audit.log_exported").exists()


def test_looking_at_the_export_address_records_nothing(two):
    assert two.client("audit_admin").get(reverse("audit:csv")).status_code == 405


def test_cells_that_would_calculate_are_disarmed():
    lines = b"".join(comma_lines(["甲"], [["@x"], ["+1"], ["-1"], ["\t1"], ["平常"], [-1], [None], ['"引",号']]))
    rows = [row[0] for row in csv.reader(io.StringIO(lines.decode("utf-8-sig"), newline=""))]
    assert rows == ["甲", "'@x", "'+1", "'-1", "'\t1", "平常", "-1", "", '"引",号']
