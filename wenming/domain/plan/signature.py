"""Who issued a document and when: the signature under the text, the imprint, the disclosure option."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenming.domain.plan.dates import DATE, iso_date
from wenming.domain.plan.draft import Span
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, spans_of, squeezed
from wenming.domain.plan.unit_names import ORGAN_ENDINGS

_NO_ISSUER = re.compile(r"[。；：:，！？]|^(?:特此|此致|附件|附\s*件|抄送|主题词|联系|（|\()")
_SAME_LINE = re.compile(
    r"^(?P<who>\S.{1,60}?)\s+(?P<date>(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{3,12}[日号])\s*(?P<imprint>印发)?$"
)
_DOTTED = re.compile(r"(\d{4})\s*[.．/-]\s*(\d{1,2})\s*[.．/-]\s*(\d{1,2})")
_DISCLOSURE = re.compile(
    r"(?:信息公开|公开)(?:选项|属性|类别|形式|方式|类型)\s*[：:]\s*(?P<a>主动公开|依申请公开|不予公开|不公开)|[（(]?(?:此件|本件|此文)(?P<b>主动公开|公开发布|依申请公开|不予公开|不公开|删减后公开)"
)
_SEALED = re.compile(r"[（(](?:代章|盖章|公章|印章)[）)]")
_OPTIONS = {
    "主动公开": "proactive", "公开发布": "proactive", "删减后公开": "proactive", "依申请公开": "on_request",
    "不予公开": "withheld", "不公开": "withheld",
}  # fmt: skip
_BACK_MATTER = re.compile(
    r"^(?:[（(](?:此件|本文|联系人|本件)|信息公开|抄\s*[送报]|主\s*题\s*词|联\s*系\s*人|联系电话|公开属性|校对|打字|共印)"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """``start`` and ``end``: the paragraphs it covers, end exclusive."""

    issuer: str
    issued_on: str | None
    issuer_spans: tuple[Span, ...]
    date_spans: tuple[Span, ...]
    start: int
    end: int
    imprint: bool = False


def signatures(paragraphs: Sequence[Paragraph]) -> list[Signature]:
    """Every date that stands alone under its body, and every line of a body and a date, in order."""
    found: list[Signature] = []
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip("（）() ")
        if len(squeezed(text)) > 90:  # neither of the two below: what is added to a date only makes it longer
            continue
        text = _DOTTED.sub(r"\1年\2月\3日", text)
        if len(text) <= 24 and DATE.fullmatch(squeezed(text).removesuffix("印发")) and iso_date(squeezed(text)):
            found.append(_under(paragraphs, at))
        elif len(text) <= 90 and (match := _SAME_LINE.match(paragraph.text)) and not _NO_ISSUER.search(match["who"]):
            found.append(_beside(paragraph, at, match))
    return found


def undated(paragraphs: Sequence[Paragraph], *, dated: bool) -> Signature | None:
    """The last paragraph, where it is the name of a body under an empty line: the date stands elsewhere.

    Where no date is printed at all (``dated``), it must stand under a table or a whole sentence.
    """
    at = len(paragraphs) - 1
    under_table = at > 0 and bool(paragraphs[at - 1].cells)
    if at < 1 or not (paragraphs[at].gap or under_table) or not _may_be_issuer(paragraphs[at], below=False):
        return None
    if not (dated or under_table or paragraphs[at - 1].text.endswith("。")):
        return None
    last = paragraphs[at].passage
    return Signature(squeezed(last.text), None, last.pieces, (), at, at + 1) if _is_body(last.text) else None


def _beside(paragraph: Paragraph, at: int, match: re.Match[str]) -> Signature:
    who = paragraph.passage.slice(0, match.end("who"))
    when = paragraph.passage.slice(match.start("date"), match.end("date"))
    issued_on = iso_date(squeezed(when.text))
    return Signature(_bodies([who]), issued_on, who.pieces, when.pieces, at, at + 1, bool(match["imprint"]))


def _under(paragraphs: Sequence[Paragraph], at: int) -> Signature:
    above: list[Passage] = []
    start = at
    spaced = paragraphs[at].gap
    if start > 0 and _SEALED.fullmatch(squeezed(paragraphs[start - 1].text)):
        start -= 1
    while start > 0 and len(above) < 4 and _may_be_issuer(paragraphs[start - 1], bool(above)):
        if above and paragraphs[start].gap and not (spaced and _is_body(paragraphs[start - 1].text)):
            break
        start -= 1
        above.insert(0, paragraphs[start].passage)
    while above and not any(squeezed(part.text).endswith(ORGAN_ENDINGS) for part in above):
        above.clear()
        start = at
    date = paragraphs[at].passage
    text = _DOTTED.sub(r"\1年\2月\3日", squeezed(date.text))
    return Signature(_bodies(above), iso_date(text), spans_of(above), date.pieces, start, at + 1, text.endswith("印发"))


def _is_body(text: str) -> bool:
    """A whole name of a body: what stands above an empty line is part of the signature only where it is one."""
    return len(squeezed(text)) >= 6 and squeezed(text).endswith(ORGAN_ENDINGS)


def _may_be_issuer(paragraph: Paragraph, below: bool) -> bool:
    """A short line without sentence marks; above the lowest one only if no empty line parts them."""
    text = paragraph.text
    if paragraph.cells or len(squeezed(text)) > 40 or _NO_ISSUER.search(text) or parse_marker(text):
        return False
    if "《" in text or DATE.search(text):
        return False
    return bool(re.search(r"[\u4e00-\u9fff]{2}", squeezed(text))) if below else squeezed(text).endswith(ORGAN_ENDINGS)


def _bodies(above: Sequence[Passage]) -> str:
    """Lines into names: one that does not end as a body's name ends goes on in the next; blanks part joint issuers."""
    names: list[str] = []
    rest = ""
    for part in above:
        for word in re.split(r"\s{2,}|\u3000+", part.text.strip()):
            rest += squeezed(word)
            if rest.endswith(ORGAN_ENDINGS):
                names.append(rest)
                rest = ""
    return " ".join([*names, rest] if rest else names)


def disclosure(paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Span, ...]]:
    """proactive, on_request, withheld or empty, and where it is printed."""
    for paragraph in paragraphs:
        if found := _DISCLOSURE.search(paragraph.text):
            part: Passage = paragraph.passage.slice(found.start(), found.end())
            return _OPTIONS[found["a"] or found["b"]], part.pieces
    return "", ()


def is_back_matter(text: str) -> bool:
    """Lines under the text that belong to no task: 抄送, 联系人, （此件公开发布）, 信息公开选项."""
    return bool(_BACK_MATTER.match(text)) and len(text) <= 120
