"""One's own data to take away: the same sections as JSON, for machines, and as xlsx, for people; in one ZIP."""

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO

from wenming.personal.registry import OwnSection
from wenming.shell.workbooks import add_table, workbook

NAME = "我的资料"
WIDTH = 28
LONGEST_SHEET_NAME = 31


def own_data_zip(sections: Sequence[OwnSection]) -> IO[bytes]:
    """The ZIP, rewound."""
    target = tempfile.TemporaryFile(suffix=".zip")  # noqa: SIM115  closed by the response that sends it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{NAME}.json", json.dumps(_as_json(sections), ensure_ascii=False, indent=1))
        archive.writestr(f"{NAME}.xlsx", _as_workbook(sections))
    target.seek(0)
    return target


def _as_json(sections: Sequence[OwnSection]) -> dict[str, list[dict[str, str]]]:
    return {one.title: [dict(zip(one.heads, row, strict=True)) for row in one.rows] for one in sections}


def _as_workbook(sections: Sequence[OwnSection]) -> bytes:
    target = io.BytesIO()
    with workbook(target) as book:
        for one in sections:
            add_table(book, one.title[:LONGEST_SHEET_NAME], [(head, WIDTH) for head in one.heads], one.rows)
    return target.getvalue()
