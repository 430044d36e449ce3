"""Where in a text its owners are named: in brackets, on a line of their own, or at the end behind a label."""

import re
from dataclasses import dataclass

from wenming.domain.plan import roles
from wenming.domain.plan.brackets import outermost, split_outside, unclosed
from wenming.domain.plan.draft import SURE
from wenming.domain.plan.owners import Owners, read_owners
from wenming.domain.plan.passage import Passage, joined
from wenming.domain.plan.unit_names import is_collective

_LONGEST = 400
_LONGEST_RULE, _NEAR, _NEAR_LABEL = 2000, 8, 12
_FRAME = "（()）【】[]〔〕 "
_LIST = re.compile(r"[^。；：:]{4,300}")
_SHORT_LIST = re.compile(r"[^。；：:]{2,300}")
_BODIES = (
    "局", "厅", "部", "委", "办", "处", "室", "院", "署", "会", "行", "中心", "政府", "公司", "党组", "单位", "部门",
    "科", "股", "站", "所",
    "大队", "支队", "总队", "分局", "总局", "学校", "委员会", "妇联", "残联", "科协", "团市委",
)  # fmt: skip
_LAST_STOP = "。；;，,！"
_LED = re.compile(
    r"(?:^|(?<=[。；]))由(?P<who>[^，。；：由]{2,60}?(?:负责牵头|牵头)"
    r"(?:，[^，。；]{2,80}?(?:配合|参加|参与|协助|协同))?)(?=，)"
)
_BY = re.compile(r"(?:此项|该项|本项|以上|上述)?(?:工作|任务)?由")
_STOPS = "。；;！"
_OPENING = "（([【〔"


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
    filled = len(passage.text.rstrip("。；，、 "))
    for pair in outermost(passage.text, _OPENING):
        if pair.end - pair.start <= _LONGEST:
            inside = passage.slice(pair.start + 1, pair.end - 1)
            at_end = pair.end >= filled
            after_stop = passage.text[max(0, pair.start - _NEAR) : pair.start].rstrip()[-1:] in _STOPS
            if found := _in_brackets(inside, at_end=at_end, after_stop=after_stop):
                result.add(found)
                cuts.append((pair.start, pair.end))
    if not cuts and (tail := _tail(passage) or _last_sentence(passage)):
        start, found = tail
        result.add(found)
        cuts.append((start, len(passage.text)))
    if not cuts:
        inline = _led_by(passage)
        return Owned(inline, passage, alone=False) if inline else None
    rest = _without(passage, cuts)
    return Owned(result, rest, not rest.strip("。；，、").text)


def _led_by(passage: Passage) -> Owners | None:
    """由A牵头，B配合，做好…: the unit is named at the head of a sentence that goes on to say what is done."""
    found = _LED.search(passage.text)
    if found is None:
        return None
    owners = read_owners(passage.slice(found.start("who"), found.end()))
    sure = all(owner.confidence >= SURE for owner in (*owners.lead, *owners.responsible))
    return owners if owners.lead and sure and not owners.unread else None


def _own_line(passage: Passage) -> Owners | None:
    body = _unframed(passage)
    label = roles.LABEL.match(body.text)
    if label is None or len(body.text) > _LONGEST * 2:
        return None
    found = read_owners(body)
    return found if found.names() or found.deadlines or found.unread else None


def _unframed(passage: Passage) -> Passage:
    """Without the bracket around the whole; one that closes a name stays: 各镇（街道）."""
    left, right = len(passage.text) - len(passage.text.lstrip(_FRAME)), len(passage.text.rstrip(_FRAME))
    return passage.slice(left, right + bool(unclosed(passage.text[left:right]))).strip()


def _in_brackets(inside: Passage, *, at_end: bool, after_stop: bool) -> Owners | None:
    """A bracket with a label, or one with nothing but units before 负责, 牵头, 配合 or at the end of the text."""
    label = next(roles.labels_in(inside.text), None)
    if label:
        found = read_owners(inside)
        if label.start() <= _NEAR_LABEL or (found.names() and not found.unread):
            return found if found.names() or found.deadlines or found.unread else None
    sentence = inside.text.split("。", 1)[0]
    list_of = _SHORT_LIST if after_stop else _LIST
    if at_end and list_of.fullmatch(inside.text) and (plain := _plain_list(inside, one_is_enough=after_stop)):
        return plain
    ends = [sentence[start:end] for start, end in split_outside(sentence, "，,；;")]
    if not any(roles.trailing_verb(end) for end in ends) and not roles.first_leads(inside.text):
        return None
    found = read_owners(inside.strip(_LAST_STOP))
    known = sum(owner.confidence >= SURE for owner in (*found.lead, *found.responsible))
    return found if known and known * 3 >= found.names() * 2 else None


def _plain_list(inside: Passage, *, one_is_enough: bool) -> Owners | None:
    """（国家发展改革委、财政部） at the end of a paragraph: bodies, and no places such as 省、市、县.

    ``one_is_enough``: the bracket stands behind a full stop, where nothing but an owner is put.
    """
    found = read_owners(inside)
    sure = all(owner.confidence >= SURE for owner in found.responsible)
    bodies = [owner for owner in found.responsible if owner.name.endswith(_BODIES)]
    others = [owner for owner in found.responsible if owner not in bodies]
    known = sure and bodies and all(is_collective(owner.name) for owner in others)
    return found if known and found.names() > (0 if one_is_enough else 1) and not found.unread else None


def _tail(passage: Passage) -> tuple[int, Owners] | None:
    """…。牵头单位：A；责任单位：B。 at the end of a paragraph without brackets."""
    for label in roles.labels_in(passage.text):
        near = len(passage.text) - label.start() <= _LONGEST  # asked first: what stands before is as long as the text
        if near and passage.text[: label.start()].rstrip()[-1:] in tuple("。；;！.．"):
            found = read_owners(passage.slice(label.start()))
            return (label.start(), found) if found.names() and not found.unread else None
    return None


def _last_sentence(passage: Passage) -> tuple[int, Owners] | None:
    """…。由A牵头，B、C配合。 at the end of a paragraph: every clause is bodies and a verb of owning, or a date."""
    body = passage.text.rstrip(_LAST_STOP + " ")
    start = max(body.rfind(mark) for mark in _STOPS) + 1
    if not start or len(body) - start > _LONGEST:
        return None
    last = passage.slice(start, len(body)).strip()
    clauses = [last.text[first:end] for first, end in split_outside(last.text, "，,")]
    verbs = [roles.trailing_verb(clause) for clause in clauses]
    if not verbs or verbs[0] is None or (verbs[0].kind != roles.LEAD and not _BY.match(last.text)):
        return None
    found = read_owners(last)
    sure = all(owner.confidence >= SURE for owner in (*found.lead, *found.responsible))
    return (start, found) if found.names() and sure and not found.unread else None


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
