"""A standard in running text: numbered headings and sentences into a tree; before the first stands its title."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .calendars import months_of
from .codes import Depths, leading_code
from .comparisons import comparisons
from .points import named
from .raw import Raw
from .source import Passage
from .wording import even

_ENDS = re.compile(r"[。；！？]\s*$")
_APART = re.compile(r"\s*(?:注|备注|说明|附|合计|总计|总分)\s*[：:]")
_MONTH = ("month", 0)
_LONGEST_HEADING = 24


@dataclass(slots=True)
class Told:
    lines: list[Raw] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def read_prose(passages: Iterable[Passage]) -> Told:
    told, depths = Told(), Depths()
    above: list[Raw] = []
    plain: list[Passage] = []
    for one in passages:
        raw = _line(one)
        if raw is None or raw.style is None:
            if above and not _APART.match(one.text):
                above[-1].requirement.append(one.text.strip())
            else:
                told.aside.append(one.text.strip())
                plain.append(one)
            continue
        del above[depths.of(raw.style) :]
        month = next((group.text for group in above if group.style == _MONTH), "")
        raw.period, raw.monthly = month, bool(month)
        (above[-1].children if above else told.lines).append(raw)
        above.append(raw)
    return told if told.lines else _without_codes(plain)


def _line(one: Passage) -> Raw | None:
    """A line that begins something: with a code, or a month alone."""
    found = leading_code(one.text)
    if found:
        code, rest = found
        return Raw(rest, one.number, code.text, True, code.style)
    month = one.text.strip().rstrip("：:、")
    return Raw(month, one.number, style=_MONTH) if months_of(month) else None


def _without_codes(plain: Sequence[Passage]) -> Told:
    """Short lines without a stop are headings over the sentences below them; the first of all is the title."""
    told = Told()
    heading: Raw | None = None
    demanded = [at for at, one in enumerate(plain) if _is_demand(one.text)]
    for at, one in enumerate(plain):
        text, ends = one.text.strip(), bool(_ENDS.search(one.text))
        below = plain[at + 1] if at + 1 < len(plain) else None
        if not demanded or (not ends and at == 0 and len(plain) > 1):
            told.aside.append(text)
        elif not ends and len(text) <= _LONGEST_HEADING and below is not None and _ENDS.search(below.text):
            heading = Raw(text, one.number)
            told.lines.append(heading)
        elif heading is not None and ends:
            heading.children.append(Raw(text, one.number))
        elif at in demanded:
            told.lines.append(Raw(text, one.number))
        else:
            told.aside.append(text)
    return told


def _is_demand(text: str) -> bool:
    return bool(named(text).points is not None or (_ENDS.search(text) and comparisons(even(text))))
