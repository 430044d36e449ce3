"""The one door for files: what a file is, its content says and not its name."""

from contextlib import suppress

from wenming.domain.errors import InputRefused
from wenming.domain.plan.lines import Line, lines_of
from wenming.filestore.intake.lines.archive import Archive
from wenming.filestore.intake.lines.docx import read_docx
from wenming.filestore.intake.lines.ofd import read_ofd
from wenming.filestore.intake.lines.office import as_docx, office_program
from wenming.filestore.intake.lines.pdf import read_pdf
from wenming.filestore.intake.lines.text import decode_text
from wenming.filestore.intake.lines.word97 import read_word97

_ACCEPTED = "可以上传 .docx、.doc、.wps、.pdf、.ofd 和 .txt 文件。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_KNOWN = (
    (b"\x89PNG", f"这是图片，读不出文字。{_ACCEPTED}"),
    (b"\xff\xd8\xff", f"这是图片，读不出文字。{_ACCEPTED}"),
    (b"GIF8", f"这是图片，读不出文字。{_ACCEPTED}"),
    (b"Rar!", f"这是压缩包。请解压后上传里面的文件。{_ACCEPTED}"),
    (b"7z\xbc\xaf", f"这是压缩包。请解压后上传里面的文件。{_ACCEPTED}"),
    (b"\x1f\x8b", f"这是压缩包。请解压后上传里面的文件。{_ACCEPTED}"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"mime-version")
_OTHERS = (
    ("EncryptedPackage", "文件加了密码，打不开。请取消密码后再上传。"),
    ("_VBA_PROJECT", "文件里带有宏，不能上传。请另存为不带宏的 .docx 后再上传。"),
    ("Workbook", f"这是 Excel 表格，不是 Word 文档。{_ACCEPTED}"),
    ("PowerPoint Document", f"这是 PowerPoint 演示文稿，不是 Word 文档。{_ACCEPTED}"),
)


def read_document(data: bytes, name: str, *, within: str = " ") -> list[Line]:
    """The numbered lines of a document. ``name`` only serves to notice a .docx that is none; ``within`` stands between
    the paragraphs of a cell where the file knows them.

    Raises ``InputRefused`` with one Chinese sentence: empty, unknown, protected, damaged, hostile or too long.
    """
    if not data:
        raise InputRefused("文件是空的。请检查是否选错了文件。")
    for start, sentence in _KNOWN:
        if data.startswith(start):
            raise InputRefused(sentence)
    if data.startswith(_OLE):
        return _old_word(data, within)
    if data.startswith(_RTF):
        return read_docx(as_docx(data, "rtf"), within=within)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        archive = Archive(data)
        return read_ofd(archive) if "ofd.xml" in archive.names() else read_docx(data, within=within)
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise InputRefused(f"这是网页或 XML 文件。请在 Word 中打开并另存为 .docx 后再上传。{_ACCEPTED}")
    if name.lower().endswith((".docx", ".docm", ".doc", ".wps")):
        raise InputRefused("文件名是 Word 文档，内容却不是，可能已损坏。请在 Word 中重新保存为 .docx 后再上传。")
    return lines_of(decode_text(data))


def _old_word(data: bytes, within: str) -> list[Line]:
    """An old Word or WPS file: through LibreOffice, else its bare text. The names of its streams tell what wrote it."""
    for stream, sentence in _OTHERS:
        if stream.encode("utf-16-le") in data:
            raise InputRefused(sentence)
    if "WordDocument".encode("utf-16-le") not in data:
        raise InputRefused(f"这个文件不是 Word 文档，或已损坏。请在 Word 或 WPS 中另存为 .docx 后再上传。{_ACCEPTED}")
    if office_program():
        with suppress(InputRefused):
            return read_docx(as_docx(data, "doc"), within=within)
    return read_word97(data)
