"""Dates and spans of time as official documents print them. Nothing is completed that the words do not fix."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.numerals import HAN, whole_number

_YEAR = rf"(?:\d{{4}}|[{HAN}]{{4}})"
_SMALL = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
DATE = re.compile(rf"({_YEAR})\s*年\s*({_SMALL})\s*月\s*({_SMALL})\s*[日号]")
_POINT = re.compile(
    rf"(?:(?P<year>{_YEAR})\s*年(?:度)?)?\s*"
    rf"(?:(?P<month>\d{{1,2}})\s*月(?:份)?)?\s*"
    rf"(?:(?P<day>\d{{1,2}})\s*[日号]?(?![\d月年季%]))?"
    rf"(?P<part>年底|年末|年初|年中|上半年|下半年|全年|第?[一二三四1-4]季度|上旬|中旬|下旬|月底|月初|底|末|初)?"
)
_DASH = re.compile(r"\s*(?:至|到|—{1,2}|－|-|–|―|~|～|一(?=\d))\s*")
_DOTTED = re.compile(r"(?<!\d)(\d{4})[.．/](\d{1,2})(?:[.．/](\d{1,2}))?(?![\d月年])月?")
_MONTHS = re.compile(r"(?<![\d.])(\d{1,2})(—{1,2}|－|-|–|―|~|～|至|到)(\d{1,2})月")
_TWO_QUARTERS = re.compile(r"(\d{4}年)第?([一二三])[、至到和—-]第?([二三四])季度")
_BEFORE = re.compile(r"\s*(?:之前|以前|前)")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Point:
    """A printed point in time; None for what is not printed. ``part`` is 底, 上旬, 上半年 and the like."""

    year: int | None
    month: int | None
    day: int | None
    part: str
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """``start`` and ``end`` as YYYY-MM or YYYY-MM-DD. ``inferred``: the year was not printed there."""

    start: str | None
    end: str | None
    inferred: bool = False


def iso_date(text: str) -> str | None:
    """The first full date in ``text`` (Arabic or Chinese digits) as ISO; None where there is none or it cannot be."""
    found = DATE.search(text)
    return _iso(found) if found else None


def _iso(found: re.Match[str]) -> str | None:
    year, month, day = (whole_number(group) for group in found.groups())
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None


def parse_point(text: str, at: int = 0) -> Point | None:
    """The point in time printed at ``at``: at least a year, a month or a part such as 上半年."""
    found = _POINT.match(text, at)
    if found is None or not found.group().strip():
        return None
    year = whole_number(found["year"]) if found["year"] else None
    month = int(found["month"]) if found["month"] else None
    day = int(found["day"]) if found["day"] else None
    if year is None and month is None and not (day and found["part"] is None):
        return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return Point(year, month, day, found["part"] or "", found.end())


def parse_window(text: str, issued_on: str | None = None) -> Window | None:
    """The window ``text`` prints, e.g. 2019年12月—2020年2月, 6月25日前, 即日起至2020年6月底.

    None unless the whole text is such a window. A year the text omits is taken from the other end, or from
    ``issued_on`` (the first such month not before the document) and then marked ``inferred``.
    """
    plain = _spelled(text.strip().strip("。；，"))
    lead = re.match(r"(?:从|自|于)?\s*(?:即日起|现在起|印发之日起|发文之日起)?\s*(?:至|到|截至|截止到?)?\s*", plain)
    at = lead.end() if lead else 0
    since = parse_point(plain, at)
    if since is None or (since.year is None and since.month is None):
        return None
    rest = plain[since.end :]
    if _BEFORE.fullmatch(rest) or (not rest and at and plain[at - 1] in "至到"):
        return _window(None, since, issued_on)
    if re.fullmatch(r"\s*(?:起|开始|以后|后)", rest):
        return _window(since, None, issued_on)
    if not rest:
        return _window(since, since, issued_on)
    return _range(plain, since, issued_on)


def _spelled(text: str) -> str:
    """2019.11 and 2019/11/5 with their 年, 月 and 日; 5—9月 with both months named."""
    text = _TWO_QUARTERS.sub(lambda m: f"{m[1]}第{m[2]}季度至{m[1]}第{m[3]}季度", text)
    text = _MONTHS.sub(lambda m: f"{m[1]}月{m[2]}{m[3]}月", text)
    return _DOTTED.sub(lambda m: f"{m[1]}年{m[2]}月" + (f"{m[3]}日" if m[3] else ""), text)


def _range(plain: str, since: Point, issued_on: str | None) -> Window | None:
    begun = re.match(r"\s*(?:起|开始)?", plain[since.end :])
    dash = _DASH.match(plain, since.end + (begun.end() if begun else 0))
    until = parse_point(plain, dash.end()) if dash else None
    if until is None or plain[until.end :].strip() not in ("", "前", "止", "之前", "以前"):
        return None
    month = until.month if until.month is not None or until.part.endswith("年") else since.month
    year = until.year if until.year is not None else since.year
    first = Point(since.year if since.year is not None else year, since.month, since.day, since.part, 0)
    if until.year is None and year is not None and (month or 12) < (first.month or 1):
        year += 1
    return _window(first, Point(year, month, until.day, until.part, 0), issued_on)


def _window(since: Point | None, until: Point | None, issued_on: str | None) -> Window | None:
    first = _with_year(since, issued_on)
    last = _with_year(until, issued_on)
    if (since and first is None) or (until and last is None):
        return None
    start, end = edge(first, last=False) if first else None, edge(last, last=True) if last else None
    inferred = any(point is not None and point.year is None for point in (since, until))
    return Window(start, end, inferred) if start or end else None


def _with_year(point: Point | None, issued_on: str | None) -> Point | None:
    if point is None or point.year is not None:
        return point
    if issued_on is None or point.month is None:
        return None
    issued = date.fromisoformat(issued_on)
    year = issued.year if point.month >= issued.month else issued.year + 1
    return Point(year, point.month, point.day, point.part, point.end)


def edge(point: Point, *, last: bool) -> str | None:
    """The first or last month (or day) of a point with a year, as exact as printed; None for a day that cannot be."""
    if point.year is None:
        return None
    if point.month is None:
        return f"{point.year:04d}-{_month_of_part(point.part, last=last):02d}"
    if point.day is None:
        return f"{point.year:04d}-{point.month:02d}"
    if point.day > monthrange(point.year, point.month)[1]:
        return None
    return f"{point.year:04d}-{point.month:02d}-{point.day:02d}"


def _month_of_part(part: str, *, last: bool) -> int:
    if part.endswith("季度"):
        quarter = _QUARTERS[part.removeprefix("第")[0]]
        return quarter * 3 if last else quarter * 3 - 2
    if part == "上半年":
        return 6 if last else 1
    if part == "下半年":
        return 12 if last else 7
    if part in ("初", "年初"):
        return 1
    if part in ("底", "末", "年底", "年末"):
        return 12
    return 12 if last else 1


def last_day(point: Point) -> str | None:
    """The last day a point allows, as ISO; None without a printed year, or for vague words (年初, 上旬)."""
    if point.year is None or not point.year >= 1 or point.part in ("初", "年初", "年中", "月初", "上旬", "中旬"):
        return None
    text = edge(point, last=True)
    if text is None or len(text) == 10:
        return text
    year, month = int(text[:4]), int(text[5:7])
    return f"{text}-{monthrange(year, month)[1]:02d}"
