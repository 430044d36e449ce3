"""The head of a document: title, number and recipients, from the first lines down to the first sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenming.domain.plan.dates import DATE
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, joined, squeezed
from wenming.domain.plan.unit_names import looks_like_unit

_KINDS = (
    "实施方案|工作方案|方案|通知|意见|要点|计划|清单|办法|规划|决定|报告|纲要|措施|细则|分工|责任分解|任务分解|工作分解|安排|公告|通报|函|规定|制度|责任书|任务书|分解表|一览表|任务表|"
    "责任表|分工表|表|指引|规程|决议|批复|台账|行动|任务|预案|标准|须知|指南|守则|公约|倡议书|部署|举措"
)
_ENDS = re.compile(
    rf"(?:{_KINDS})》?(?:的(?:通知|函|意见|决定|公告|通报|报告))?(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?》?(?:的(?:通知|函))?$"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*(?:第\s*)?\d{1,5}\s*号")
_RED_HEAD = re.compile(r"^[^《》，。关于]{2,30}文件$")
_SECRECY = re.compile(r"^(?:特急|加急|急件|平急|机密|秘密|绝密|内部资料|内部文件|签发人.*|.{0,6}[★].{0,8})$")
_SUFFIX = re.compile(r"^[（(][^（）()]{1,20}[）)]$")
_ANNEX = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[：:]?")
_DRAFT = re.compile(r"稿|试行|暂行|\d{4}|修订|年度")
_PARTY = re.compile(r"(?:党组|党委|党总支|党支部|委员会)$")
_LONGEST_TITLE, _MOST_LINES, _SHORTEST_NAME = 90, 6, 4


@dataclass(frozen=True, slots=True)
class Head:
    """``body`` is the position of the first paragraph after the head. ``sure``: the title ends as titles end."""

    title: Passage
    sure: bool
    number: str
    recipients: str
    dated: Passage | None
    body: int


def read_head(paragraphs: Sequence[Paragraph]) -> Head:
    """Take the title apart from what surrounds it; where no title is printed its passage is empty."""
    at, number = _skip_front(paragraphs)
    title, at, sure = _title(paragraphs, at)
    dated: Passage | None = None
    recipients = ""
    while at < len(paragraphs):
        text = squeezed(paragraphs[at].text)
        if not number and _NUMBER.fullmatch(text):
            number = text
        elif _SUFFIX.match(text) and DATE.search(text):
            dated = paragraphs[at].passage
        elif is_recipients(text):
            recipients = text.rstrip("：:")
            at += 1
            break
        else:
            break
        at += 1
    known = sure or bool(recipients or number)
    return Head(title if known or len(title.text) >= 6 else title.slice(0, 0), known, number, recipients, dated, at)


def _skip_front(paragraphs: Sequence[Paragraph]) -> tuple[int, str]:
    """Red head, secrecy and number above the title."""
    number = ""
    for at, paragraph in enumerate(paragraphs[:8]):
        text = squeezed(paragraph.text)
        if _ANNEX.fullmatch(text):
            continue
        found = _NUMBER.fullmatch(text.split("签发人")[0])
        number = found.group() if found else number
        if not (found or _SECRECY.match(text) or (_RED_HEAD.match(text) and not _ENDS.search(text))):
            return at, number
    return 0, ""


def _title(paragraphs: Sequence[Paragraph], at: int) -> tuple[Passage, int, bool]:
    parts: list[Passage] = []
    while at < len(paragraphs) and len(parts) < _MOST_LINES and _may_be_title(paragraphs[at]):
        parts.append(paragraphs[at].passage)
        at += 1
        whole = squeezed(joined(parts).text)
        if len(whole) > _LONGEST_TITLE:
            break
        if _ENDS.search(whole) and not _goes_on(paragraphs, at):
            return _with_suffix(_without_issuer(parts), paragraphs, at)
    if len(parts) > 1:
        return parts[0], at - len(parts) + 1, False
    return joined(parts), at, False


def _without_issuer(parts: list[Passage]) -> list[Passage]:
    """Without the name of the body on a line of its own, where the title itself begins with that name."""
    first, rest = squeezed(parts[0].text), squeezed(joined(parts[1:]).text)
    name = _PARTY.sub("", first.removeprefix("中共"))
    named = len(name) >= _SHORTEST_NAME and rest.removeprefix("中共").startswith(name)
    return parts[1:] if named and looks_like_unit(first) else parts


def _with_suffix(parts: list[Passage], paragraphs: Sequence[Paragraph], at: int) -> tuple[Passage, int, bool]:
    """（2019-2020年） or （试行） on a line of its own belongs to the title; a date of adoption does not."""
    while at < len(paragraphs):
        text = squeezed(paragraphs[at].text)
        if not (_SUFFIX.match(text) and _DRAFT.search(text)) or DATE.search(text):
            break
        parts = [*parts, paragraphs[at].passage]
        at += 1
    return joined(parts), at, True


def _goes_on(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """A title may end a line in 行动 and go on in 实施方案."""
    if at >= len(paragraphs) or paragraphs[at].gap or not _may_be_title(paragraphs[at]):
        return False
    text = squeezed(paragraphs[at].text)
    return bool(_ENDS.search(text)) and not _SUFFIX.match(text) and len(text) <= 40


def _may_be_title(paragraph: Paragraph) -> bool:
    text = squeezed(paragraph.text)
    if paragraph.cells or len(text) > 60 or text.endswith(("。", "；", "！", "，", "：", ":", "？")) or "。" in text:
        return False
    marker = parse_marker(text)
    return not (
        marker or _NUMBER.fullmatch(text) or DATE.fullmatch(text) or (_SUFFIX.match(text) and DATE.search(text))
    )


def is_recipients(text: str) -> bool:
    """各市州…，各有关单位： a line of bodies that ends in a colon and says nothing."""
    if (
        not text.endswith(("：", ":"))
        or len(text) > 200
        or re.search(r"[。；]|如下|附件|包括", text)
        or parse_marker(text)
    ):
        return False
    names = [name for name in re.split(r"[、，,]", text.rstrip("：:")) if name]
    return bool(names) and sum(looks_like_unit(name) for name in names) * 2 >= len(names)


def is_cover(title: str) -> bool:
    """A notice that only hands on another document (印发《…》的通知)."""
    return bool(re.search(r"(?:印发|转发|下发|发布|公布|颁发|颁布)", title)) and bool(
        re.search(r"通知$|的函$|通知（", title)
    )


def handed_on(title: str) -> str:
    """The document a covering notice names: inside 《》, else between 印发 and 的通知; empty where it names none."""
    found = re.search(r"《(.{4,80})》", title) or re.search(r"(?:印发|转发|下发|发布)(.{4,80}?)的(?:通知|函)", title)
    return found[1] if found else ""


def issuer_in(title: str) -> str:
    """The body before 关于 in a title; empty where there is none."""
    found = re.match(r"(.{2,40}?)关于", squeezed(title))
    return found[1] if found and looks_like_unit(found[1]) else ""
