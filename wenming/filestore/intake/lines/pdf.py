"""The lines of a PDF with a text layer, read in a process of its own."""

import json
import sys
from pathlib import Path

from wenming.domain.errors import InputRefused
from wenming.domain.plan.lines import Line
from wenming.filestore import sandbox
from wenming.filestore.intake.lines.text import check_length

_SECONDS = 90
_ROOT = Path(__file__).resolve().parents[4]
_REASONS = {
    "locked": "这个 PDF 加了密码，打不开。请取消密码后再上传。",
    "damaged": "这个 PDF 不完整或已损坏，打不开。请重新导出，或上传 Word 原件。",
    "long": "文件太大：PDF 不能超过 500 页、文字不能超过 2 MB。请只上传正文和附件。",
    "scanned": "这个 PDF 是扫描件（图片），里面没有文字。请上传 Word 原件，或先用识别软件转成文字。",
    "garbled": "这个 PDF 里的文字没有编码，读出来是乱码。请上传 Word 原件。",
}
_STOPPED = "这个 PDF 处理时间太长或结构异常，没有读取。请重新导出，或上传 Word 原件。"


def read_pdf(data: bytes) -> list[Line]:
    """The lines with their pages. Raises ``InputRefused``: locked, damaged, scanned, too long, or hostile."""
    try:
        printed = sandbox.run(
            [sys.executable, "-m", "wenming.filestore.intake.lines.pdf_pages"],
            data,
            seconds=_SECONDS,
            settings={"PYTHONPATH": str(_ROOT)},
        )
        found = json.loads(printed)
    except (sandbox.Stopped, OSError, ValueError):
        raise InputRefused(_STOPPED) from None
    if "refused" in found:
        raise InputRefused(_REASONS[found["refused"]])
    lines = [
        Line(number, text, page, tuple(cells) if cells else None, continues, heading=heading)
        for number, (text, page, continues, cells, heading) in enumerate(found["lines"], start=1)
    ]
    check_length("".join(line.text for line in lines))
    return lines
