"""A standard in running text: numbered headings and sentences into a tree; before the first stands its title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .codes import Depths, leading_code
from .comparisons import comparisons
from .points import named
from .raw import Raw
from .source import Passage
from .wording import even

_ENDS = re.compile(r"[。；！？]\s*$")


@dataclass(slots=True)
class Told:
    lines: list[Raw] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def read_prose(passages: Iterable[Passage]) -> Told:
    told, depths = Told(), Depths()
    above: list[Raw] = []
    plain: list[Passage] = []
    for one in passages:
        found = leading_code(one.text)
        if found is None:
            if above and not _is_apart(one.text):
                above[-1].requirement.append(one.text.strip())
            else:
                told.aside.append(one.text.strip())
                plain.append(one)
            continue
        code, rest = found
        raw = Raw(rest, one.number, code.text, True, code.style)
        del above[depths.of(code.style) :]
        (above[-1].children if above else told.lines).append(raw)
        above.append(raw)
    if not told.lines:
        told.lines = [Raw(one.text.strip(), one.number) for one in plain if _is_demand(one.text)]
    return told


def _is_apart(text: str) -> bool:
    """A note or a total is no part of the line above."""
    return bool(re.match(r"\s*(?:注|备注|说明|附|合计|总计|总分)\s*[：:]", text))


def _is_demand(text: str) -> bool:
    return bool(named(text).points is not None or (_ENDS.search(text) and comparisons(even(text))))
