"""Scales of states, A to C#: by how many conditions are met, by a figure, or only described."""

import re
from fractions import Fraction

from .comparisons import comparisons
from .figures import NUMBER, UNIT, number
from .rules import SHARES, Band, Graded, Rule, Share, State, Step

_LETTER = re.compile(r"(?:^|[；。，\s])(?P<state>[A-D]#?)(?:级|档|等)?[.、：．为]")
_HEAD = re.compile(
    r"^\s*(?P<state>[A-DＡ-Ｄ][#＃]?)\s*(?:级|档|等|状态)?\s*(?:[（(]?\s*(?P<part>\d{1,3})\s*%?\s*[）)]?)?\s*$"
)
_COUNT = re.compile(rf"(?P<count>{NUMBER})(?:项|条|个|点|种)")
_EXACT = re.compile(rf"^(?P<value>{NUMBER}){UNIT}$")
_REST = re.compile(r"其他|其它|其余|否则|以上均|都不|均未|均不")
_BY_STATE = re.compile(
    rf"(?P<count>{NUMBER})(?:项|条|个)(?:[^，。；]{{0,10}}?)(?:为|得|记|评为|属)(?P<state>[A-D]#?)|(?P<rest>其他|其余|否则)[^，。；]{{0,8}}?(?P<other>[A-D]#?)"
)


def head_of(text: str) -> Share | None:
    """The state a column's head names, with its part: A（100%）."""
    found = _HEAD.match(text)
    if not found:
        return None
    state = found["state"].translate({0xFF21 + at: chr(65 + at) for at in range(4)} | {0xFF03: "#"})
    usual = next((share.factor for share in SHARES if share.state == state), Fraction(0))
    return Share(state, Fraction(int(found["part"]), 100) if found["part"] else usual)


def by_cells(cells: list[tuple[Share, str]]) -> Rule | None:
    """One text for each state, as its column says."""
    said = [(share, text) for share, text in cells if text]
    if len(said) < 2:
        return None
    bands = [_band(share.state, text) for share, text in said]
    unit = next((found[0].unit for _, text in said if (found := comparisons(text))), "")
    if sum(band is not None and band.value is not None for band in bands) >= 2:
        return Graded(
            tuple(band or Band(">=", None, None, share.state) for band, (share, _) in zip(bands, said, strict=True)),
            unit,
        )
    steps = tuple(step for share, text in said if (step := _step(share.state, text)))
    shares = tuple(share for share, _ in cells)
    best = steps[0].met if steps and steps[0].state == said[0][0].state else None
    return State(best, steps, shares) if best else State(0, (), shares)


def in_text(text: str) -> Rule | None:
    """A.有机构、有制度；B.有机构；C.没有 — or 符合3项为A，2项为B，其余为C#."""
    counted = list(_BY_STATE.finditer(text))
    if len(counted) > 1:
        steps = tuple(
            Step(one["other"]) if one["rest"] else Step(one["state"], int(number(one["count"]) or 0)) for one in counted
        )
        return State(max(step.met or 0 for step in steps), steps)
    found = list(_LETTER.finditer(text))
    if len({one["state"] for one in found}) < 2:
        return None
    ends = [one.start() for one in found[1:]] + [len(text)]
    cells = []
    for one, end in zip(found, ends, strict=True):
        factor = next((share.factor for share in SHARES if share.state == one["state"]), Fraction(0))
        cells.append((Share(one["state"], factor), text[one.end() : end].strip("；。，")))
    return by_cells(cells)


def _band(state: str, text: str) -> Band | None:
    found = comparisons(text)
    if found and found[0].op in (">=", ">"):
        return Band(found[0].op, found[0].value, None, state)
    if exact := _EXACT.match(text):
        return Band(">=", number(exact["value"]), None, state)
    return Band(">=", None, None, state) if found or _REST.search(text) else None


def _step(state: str, text: str) -> Step | None:
    if _REST.search(text):
        return Step(state)
    found = _COUNT.search(text)
    count = number(found["count"]) if found else None
    return Step(state, int(count)) if count is not None and count.denominator == 1 else None
