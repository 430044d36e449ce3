"""Where in a text its owners are named: in brackets, on a line of their own, or at the end behind a label."""

import re
from dataclasses import dataclass

from wenming.domain.plan import roles
from wenming.domain.plan.brackets import outermost
from wenming.domain.plan.draft import SURE
from wenming.domain.plan.owners import Owners, read_owners
from wenming.domain.plan.passage import Passage, joined

_LONGEST = 400
_LONGEST_RULE = 2000
_FRAME = "（()）【】[] "
_LIST = re.compile(r"[^。；：:]{4,300}")
_BODIES = (
    "局", "厅", "部", "委", "办", "处", "室", "院", "署", "会", "行", "中心", "政府", "公司", "党组", "单位", "部门",
)  # fmt: skip
_LAST_STOP = "。；;，,！"


@dataclass(frozen=True, slots=True)
class Owned:
    """``rest`` is the text without what names its owners; ``alone``: nothing else was printed in the paragraph."""

    owners: Owners
    rest: Passage
    alone: bool


def owned(passage: Passage) -> Owned | None:
    """Take the owners out of a paragraph; None where it names none."""
    if line := _own_line(passage):
        return Owned(line, passage.slice(0, 0), True)
    result = Owners()
    cuts: list[tuple[int, int]] = []
    for pair in outermost(passage.text):
        if pair.end - pair.start <= _LONGEST:
            inside = passage.slice(pair.start + 1, pair.end - 1)
            at_end = not passage.text[pair.end :].strip("。；，、 ")
            if found := _in_brackets(inside, at_end=at_end):
                result.add(found)
                cuts.append((pair.start, pair.end))
    if not cuts and (tail := _tail(passage)):
        start, found = tail
        result.add(found)
        cuts.append((start, len(passage.text)))
    if not cuts:
        return None
    rest = _without(passage, cuts)
    return Owned(result, rest, not rest.strip("。；，、").text)


def _own_line(passage: Passage) -> Owners | None:
    body = passage.strip(_FRAME)
    label = roles.LABEL.match(body.text)
    if label is None or len(body.text) > _LONGEST * 2:
        return None
    found = read_owners(body)
    return found if found.names() or found.deadlines or found.unread else None


def _in_brackets(inside: Passage, *, at_end: bool) -> Owners | None:
    """A bracket with a label, or one with nothing but units before 负责, 牵头, 配合 or at the end of the text."""
    label = roles.LABEL.search(inside.text)
    if label and label.start() <= 12:
        found = read_owners(inside)
        return found if found.names() or found.deadlines or found.unread else None
    sentence = inside.text.split("。", 1)[0]
    if at_end and _LIST.fullmatch(inside.text) and (plain := _plain_list(inside)):
        return plain
    if not roles.trailing_verb(sentence.rstrip(_LAST_STOP)) and not roles.first_leads(inside.text):
        return None
    found = read_owners(inside.strip(_LAST_STOP))
    sure = all(owner.confidence >= SURE for owner in (*found.lead, *found.responsible))
    return found if found.names() and sure and not found.unread else None


def _plain_list(inside: Passage) -> Owners | None:
    """（国家发展改革委、财政部） at the end of a paragraph: bodies, and no places such as 省、市、县."""
    found = read_owners(inside)
    bodies = all(owner.confidence >= SURE and owner.name.endswith(_BODIES) for owner in found.responsible)
    return found if found.names() > 1 and bodies and not found.unread else None


def _tail(passage: Passage) -> tuple[int, Owners] | None:
    """…。牵头单位：A；责任单位：B。 at the end of a paragraph without brackets."""
    for label in roles.LABEL.finditer(passage.text):
        before = passage.text[: label.start()].rstrip()
        if before and before[-1] in "。；;！" and len(passage.text) - label.start() <= _LONGEST:
            found = read_owners(passage.slice(label.start()))
            return (label.start(), found) if found.names() and not found.unread else None
    return None


def _without(passage: Passage, cuts: list[tuple[int, int]]) -> Passage:
    parts, at = [], 0
    for start, end in cuts:
        parts.append(passage.slice(at, start))
        at = end
    return joined([*parts, passage.slice(at)]).strip()


def states_rule(passage: Passage) -> bool:
    """A sentence outside brackets that makes the first-named unit lead in the whole document."""
    if len(passage.text) > _LONGEST_RULE or not re.search(r"第一|首", passage.text):
        return False
    inside = [(pair.start, pair.end) for pair in outermost(passage.text)]
    return roles.first_leads(_without(passage, inside).text)
