"""The words of a saved web page: its title first, then what a reader would see. Part of ``text_program``."""

import email
import email.policy
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LARGEST = 20 * 1024 * 1024
_UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "select", "iframe", "object"}
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
           "td", "th", "dt", "dd", "table", "ul", "ol", "blockquote", "pre", "hr"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)


def web_page(path: Path) -> Iterator[str]:
    """The title on a line of its own ("" where there is none), then the text."""
    with path.open("rb") as content:
        data = content.read(LARGEST)
    page = _Page()
    page.feed(decoded(data) if data.lstrip()[:1] == b"<" else _in_parcel(data))
    page.close()
    yield f"{' '.join(''.join(page.title).split())}\n"
    for line in "".join(page.text).split("\n"):
        if shown := " ".join(line.split()):
            yield f"{shown}\n"


def decoded(data: bytes, charset: str = "") -> str:
    """As the page says it is written, or as it can be read: UTF-8, GB18030."""
    named = _CHARSET.search(data[:4096])
    said = charset or (named[1].decode("ascii") if named else "")
    for encoding in ("utf-8-sig", "gb18030" if said.lower() in {"gb2312", "gbk"} else said, "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _in_parcel(data: bytes) -> str:
    """The first page inside an MHTML file; of plain markup that begins with words, the whole."""
    letter = email.message_from_bytes(data, policy=email.policy.default)
    for part in letter.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            body = part.get_payload(decode=True)
            return decoded(body, part.get_content_charset("")) if isinstance(body, bytes) else ""
    return decoded(data)


class _Page(HTMLParser):
    """Collects; what the reader does not see is left out. Broken markup is no error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.text: list[str] = []
        self._unseen: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag == "body":
            self._unseen.clear()  # a head nobody closed
        elif tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in self._unseen:
            del self._unseen[self._unseen.index(tag):]
        elif tag in _BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._unseen:
            self.text.append(data)
