"""The one door for files of standards: what a file is, its content says; its name only tells data from other text."""

import json
import re

from wenming.domain.errors import InputRefused
from wenming.domain.standard.source import Source, source_of
from wenming.filestore.intake.lines.archive import Archive
from wenming.filestore.intake.lines.document import read_document
from wenming.filestore.intake.lines.text import decode_text

from .grids import from_csv, from_pasted, from_workbook
from .yaml_text import DEEPEST, parse_yaml

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACCEPTED = "可以上传 .xlsx、.csv、.docx、.doc、.wps、.pdf、.json、.yaml 和 .txt 文件。"
_HALF_OR_NONE = re.compile(
    r"(?<!\\)(?:\\\\)*(?:\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f])"
)
"""In JSON as Python writes it: a null character, or a half of a pair without the other."""
_BINARY = (b"PK", _OLE, b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def read_source(data: bytes, name: str) -> Source:
    """A standard's file in one of the pure forms. Raises ``InputRefused`` with one Chinese sentence."""
    if not data:
        raise InputRefused("文件是空的。请检查是否选错了文件。")
    if data.startswith(b"PK") and any(part.startswith("xl/") for part in Archive(data).names()):
        return from_workbook(data)
    if data.startswith(_OLE) and "Workbook".encode("utf-16-le") in data:
        raise InputRefused(f"这是旧版 .xls 表格。请在 Excel 或 WPS 中另存为 .xlsx 后再上传。{_ACCEPTED}")
    if data.startswith(_BINARY) or b"%PDF-" in data[:1024]:
        return source_of(read_document(data, name, within="\n"))
    text = decode_text(data)
    if re.match(r"\s*<(?:!doctype|html|\?xml|head)", text[:200], re.IGNORECASE):
        raise InputRefused(f"这是网页或 XML 文件。请复制表格粘贴到 Excel 后再上传。{_ACCEPTED}")
    return _from_text(text, name.lower())


def _from_text(text: str, name: str) -> Source:
    if name.endswith(".json") or text.lstrip()[:1] in ("{", "["):
        return Source(data=_writable(_json(text)))
    if name.endswith((".yaml", ".yml")):
        return Source(data=_writable(parse_yaml(text) or {}))
    if name.endswith((".csv", ".tsv")):
        return from_csv(text) or from_pasted(text)
    pasted = from_pasted(text)
    if len(pasted.parts) > 1 and text[:4000].count(",") > 2 * text[:4000].count("\n") > 2:
        return from_csv(text) or pasted
    return pasted


def _writable(data: object) -> object:
    """An escape may name half a character (``\\ud800``) or none (``\\u0000``), which no database takes."""
    dumped = json.dumps(data)
    if _HALF_OR_NONE.search(dumped):
        raise InputRefused("文件里有写坏的字符（半个字或空字符的 \\u 转义），没有读取。请重新导出后再上传。")
    return data


def _json(text: str) -> object:
    """Figures stay as they are written: 4.10 is not 4.1."""
    try:
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise InputRefused("这个 JSON 文件不完整或格式不对，读不出内容。请重新导出后再上传。") from None
    if _too_deep(found):
        raise InputRefused("JSON 嵌套过深，没有读取。")
    return found if isinstance(found, dict | list) else {}


def _too_deep(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(DEEPEST * 4):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True
