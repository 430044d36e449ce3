"""The one door for files: what a file is, its content says and not its name."""

from wenming.domain.errors import InputRefused
from wenming.domain.plan.lines import Line, lines_of
from wenming.plan.intake.docx import read_docx
from wenming.plan.intake.text import decode_text

_ACCEPTED = "目前可以上传 .txt 和 .docx 文件。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN = (
    (b"%PDF", f"现在还不能读取 PDF 文件。{_ACCEPTED}请上传方案的 Word 原件。"),
    (b"{\\rtf", f"这是 RTF 文件。请在 Word 中另存为 .docx 后再上传。{_ACCEPTED}"),
    (b"\x89PNG", f"这是图片，读不出文字。{_ACCEPTED}"),
    (b"\xff\xd8\xff", f"这是图片，读不出文字。{_ACCEPTED}"),
    (b"GIF8", f"这是图片，读不出文字。{_ACCEPTED}"),
    (b"Rar!", f"这是压缩包。请解压后上传里面的文件。{_ACCEPTED}"),
    (b"7z\xbc\xaf", f"这是压缩包。请解压后上传里面的文件。{_ACCEPTED}"),
    (b"\x1f\x8b", f"这是压缩包。请解压后上传里面的文件。{_ACCEPTED}"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"mime-version")


def read_document(data: bytes, name: str) -> list[Line]:
    """The numbered lines of a plan. ``name`` only serves to notice a .docx that is none.

    Raises ``InputRefused`` with one Chinese sentence: empty, unknown, protected, damaged, hostile or too long.
    """
    if not data:
        raise InputRefused("文件是空的。请检查是否选错了文件。")
    if data.startswith(_OLE):
        raise InputRefused(_ole_sentence(data))
    for start, sentence in _KNOWN:
        if data.startswith(start):
            raise InputRefused(sentence)
    if data.startswith(b"PK"):
        return read_docx(data)
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise InputRefused(f"这是网页或 XML 文件。请在 Word 中打开并另存为 .docx 后再上传。{_ACCEPTED}")
    if name.lower().endswith((".docx", ".docm", ".doc")):
        raise InputRefused("文件名是 Word 文档，内容却不是，可能已损坏。请在 Word 中重新保存为 .docx 后再上传。")
    return lines_of(decode_text(data))


def _ole_sentence(data: bytes) -> str:
    """An OLE file is an encrypted docx (it holds a stream EncryptedPackage) or a .doc of the old kind."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件加了密码，打不开。请取消密码后再上传。"
    return f"这是加密文件或旧版 .doc 文件，现在还不能读取。请取消密码，或另存为 .docx 后再上传。{_ACCEPTED}"
