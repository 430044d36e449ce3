"""Until when: the dates in a task's sentences and behind 完成时限."""

import re

from wenming.domain.plan.dates import last_day, parse_point
from wenming.domain.plan.draft import SURE, Deadline
from wenming.domain.plan.passage import Passage

_Y = r"\d{4}\s*年"
_M = r"\d{1,2}\s*月"
_D = r"\d{1,2}\s*日"
_BY = r"(?:之前|以前|前(?!后))"
_END = r"(?:年底|年末|月底|底|末)"
_YEAR_END = r"(?:年?底|年?末)"
_RANGE = r"[—–－\-~～至]{1,2}"
_PATTERN = re.compile(
    rf"(?P<range>\d{{4}}\s*年?\s*{_RANGE}\s*{_Y}(?:底|末)?)(?=[，,、期间])"
    rf"|(?P<every>每[年月季周]度?(?:{_M})?(?:{_D})?{_END}?{_BY})"
    rf"|(?P<by>(?:到|至|截至)?(?:{_Y}{_M}{_D}|{_Y}{_M}(?:底|末|中旬|上旬|下旬)?|{_Y}{_YEAR_END}?|{_M}{_D}|{_M}(?:底|末)"
    rf"|今年年?底|当年年?底|年底|年内|月底){_BY})"
    rf"|(?P<till>(?:到|(?<!截)至)(?:{_Y}{_M}{_D}|{_Y}{_M}(?:底|末)?|{_Y}{_YEAR_END}?|今年年?底|年底))(?=[，,])"
    rf"|(?<![\d.至])(?P<end>{_Y}(?:{_M}(?:底|末)|{_YEAR_END})|{_Y}年?内|今年年底|今年内|年底|年内)(?=[，,完建实基力])"
    rf"|(?:^|(?<=[。；，,;]))\s*(?P<year>{_Y}(?:{_M})?)(?=[，,])"
    rf"|(?:^|(?<=[。；，,;在于]))\s*(?P<months>{_M}(?:{_D}|(?:、{_M}){{0,11}}))(?=(?:各|分别)?(?:组织|举办|举行|开展|召开)(?!以来|的))"
)
_ANY = re.compile("[年月季周]")
_FREE = re.compile(r"(?:长期(?:坚持|推进)?|持续(?:推进|实施)?|常态化(?:推进|开展)?|全年|年度内)")
_WHEN = (
    rf"(?:到|至|在|于|截至)?(?:(?:{_Y}|今年|当年|明年)?(?:{_M})?(?:{_D}|[上中下]旬)?{_END}?"
    rf"(?:年内|上半年|下半年|第?[一二三四1-4]季度)?)"
    rf"(?:{_BY})?|年底{_BY}?|每[年月季周]度?[^，。；]{{0,8}}?{_BY}?"
)
_DONE = re.compile(
    rf"(?P<when>{_WHEN})"
    r"(?:(?:全面|基本|全部|分别|陆续)?(?:完成|实现|落实|建成|出台|印发|报送|见效|到位)[^，。；、]{0,12})?"
)
_FREE_CLAUSE = re.compile(
    r"(?:年内|全年|长期|持续|常态化?|\d{4}年(?:至\d{4}年)?)?(?:并)?(?:长期|持续)?"
    r"(?:坚持|推进|实施|开展|落实|推动|进行)(?:落实|实施)?|长期|持续|全年|常年|年内"
)


def deadlines_in(passage: Passage) -> list[Deadline]:
    """Every date a sentence sets, once each, in order. 自…以来 and the numbers of documents are none."""
    found: list[Deadline] = []
    if not _ANY.search(passage.text):
        return found
    for match in _PATTERN.finditer(passage.text):
        kind = match.lastgroup or ""
        part = passage.slice(match.start(kind), match.end(kind)).strip()
        if part.text not in [deadline.text for deadline in found]:
            found.append(_deadline(part, 0.7 if kind in ("year", "months") else 0.95))
    return found


def stated_deadline(passage: Passage) -> Deadline | None:
    """What stands behind 完成时限 or in a column of that name, as printed; None where it is empty."""
    part = passage.strip("，。；;,")
    if not part.text:
        return None
    plain = any(mark.isdigit() for mark in part.text) or _FREE.fullmatch(part.text) or "年底" in part.text
    return _deadline(part, 0.95 if plain else SURE - 0.3)


def clause_deadline(clause: Passage) -> Deadline | None:
    """A clause among owners that is nothing but a date and what happens then: 2024年6月底前完成, 持续推进."""
    if _FREE_CLAUSE.fullmatch(clause.text):
        return _deadline(clause, 0.92)
    found = _DONE.fullmatch(clause.text)
    if found is None:
        return None
    return _deadline(clause.slice(found.start("when"), found.end("when")), 0.95)


def _deadline(part: Passage, confidence: float) -> Deadline:
    return Deadline(part.text, _last_day(part.text), part.pieces, confidence)


def _last_day(text: str) -> str | None:
    """Only where the words fix one day: 到2015年 is 2015-12-31, but 2014年前 and 6月25日前 stay open."""
    plain = re.sub(r"^(?:到|至|在|于|截至)", "", text)
    span = re.match(rf"\d{{4}}\s*年?\s*{_RANGE}\s*(?=\d{{4}})", plain)
    plain = plain[span.end() :] if span else plain
    point = parse_point(plain)
    if point is None:
        return None
    before = re.search(rf"{_BY}$", plain)
    rest = plain[point.end : before.start() if before else len(plain)]
    if rest.strip() or (before and point.day is None and not point.part):
        return None
    return last_day(point)
