"""Bytes of a plain text into characters: UTF-8, UTF-16 with its mark, GB18030."""

from wenming.domain.errors import InputRefused

LONGEST = 2 * 1024 * 1024

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PLAIN_CONTROLS = "\t\n\r\f\v"
_TOO_LONG = "文件太大：文字不能超过 2 MB。请只上传正文和附件。"
_NOT_TEXT = "这个文件不是文字文件，读不出内容。可以上传 .docx、.doc、.wps、.pdf、.ofd 和 .txt 文件。"


def decode_text(data: bytes) -> str:
    """The characters of a text file. Raises ``InputRefused`` for what is empty, longer than 2 MB or no text."""
    if len(data) > LONGEST:
        raise InputRefused(_TOO_LONG)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _readable(_decoded(data, encoding))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(data, "gb18030")
    return _readable(text)


def check_length(text: str) -> None:
    """Refuse more than 2 MB of text, counted as UTF-8, from whatever file it comes."""
    if len(text) > LONGEST or len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        raise InputRefused(_TOO_LONG)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputRefused("这个文件的文字编码读不懂。请另存为 UTF-8 编码的 .txt，或上传 .docx 文件。") from None


def _readable(text: str) -> str:
    """Refuse control characters beyond stray ones, and a file of white space."""
    controls = sum(1 for mark in text if (mark < " " and mark not in _PLAIN_CONTROLS) or mark in "\x7f\ufffe")
    if "\x00" in text or controls * 200 > len(text):
        raise InputRefused(_NOT_TEXT)
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise InputRefused("文件里没有文字。请检查是否选错了文件。")
    return text.lstrip("\ufeff")
