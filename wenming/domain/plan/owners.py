"""One printed expression of owners (牵头单位：A、B，责任单位：C) into units, people and deadlines."""

import re
from dataclasses import dataclass, field

from wenming.domain.plan import roles
from wenming.domain.plan.brackets import outermost, split_outside
from wenming.domain.plan.deadlines_text import clause_deadline, stated_deadline
from wenming.domain.plan.draft import Deadline, Owner
from wenming.domain.plan.passage import Passage, squeezed
from wenming.domain.plan.people import person_owners
from wenming.domain.plan.unit_names import looks_like_unit, split_names

_LEADING = re.compile(
    r"^(?:(?:此项|该项|本项|以上|上述|第[\d一二三四五六七八九十]{1,3}项)?(?:工作|任务)?"
    r"由|请|会同|以及|并由|交由|需|及|和)"
)
_POST = re.compile(r"[（(](?P<what>牵头|主办|负责|配合|协办|牵头单位|责任单位|配合单位)[）)]$")
_NOTE = re.compile(r"不再列出|不再一一列出|^以下|^下同$|^除.{1,30}外$")
_TRAILING = re.compile(r"(?:的|等|为主)$")
_NO_NAME = re.compile(r"[。！？：:；;]|[0-9]{4}")
_EMPTY = re.compile(r"^[/—\-－无\s]*$")


@dataclass(slots=True)
class Owners:
    """What an expression names. ``unread`` are parts that look like no name; ``rule``: the first named leads."""

    lead: list[Owner] = field(default_factory=list)
    responsible: list[Owner] = field(default_factory=list)
    people: list[Owner] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)
    rule: bool = False
    rule_onward: bool = False
    explicit_lead: bool = False

    def names(self) -> int:
        """How many owners were read."""
        return len(self.lead) + len(self.responsible) + len(self.people)

    def add(self, other: "Owners") -> None:
        """Take over what another expression of the same task names; a name is kept once in each role."""
        for mine, theirs in (
            (self.lead, other.lead), (self.responsible, other.responsible), (self.people, other.people)
        ):  # fmt: skip
            mine.extend(owner for owner in theirs if owner.name not in [one.name for one in mine])
        self.deadlines.extend(other.deadlines)
        self.unread.extend(other.unread)
        self.rule, self.rule_onward = self.rule or other.rule, self.rule_onward or other.rule_onward
        self.explicit_lead = self.explicit_lead or other.explicit_lead


def read_owners(passage: Passage, default: str = roles.RESPONSIBLE) -> Owners:
    """Read an expression; ``default`` is the role of what stands before the first label and has no verb."""
    result = Owners(rule=roles.first_leads(passage.text), rule_onward=roles.first_leads_onward(passage.text))
    body = _without_rule(passage) if result.rule else passage
    labels = list(roles.labels_in(body.text))
    starts = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(body.text)]
    kinds = [default, *(roles.label_kind(label["role"]) for label in labels)]
    for start, end, kind in zip(starts, ends, kinds, strict=True):
        _read_segment(body.slice(start, end).strip("，。；;,、 "), kind, result)
    return result


def _without_rule(passage: Passage) -> Passage:
    """The passage up to the sentence or inner bracket that states the rule."""
    for pair in outermost(passage.text):
        if roles.first_leads(passage.text[pair.start : pair.end]):
            return passage.slice(0, pair.start)
    for start, end in split_outside(passage.text, "。；;，,"):
        if roles.first_leads(passage.text[start:end]):
            return passage.slice(0, start)
    return passage.slice(0, 0)


def _read_segment(segment: Passage, kind: str, result: Owners) -> None:
    if not segment.text or _EMPTY.match(segment.text):
        return
    if kind == roles.DEADLINE:
        deadline = stated_deadline(segment)
        result.deadlines.extend([deadline] if deadline else [])
    elif kind == roles.PEOPLE:
        result.people.extend(person_owners(segment))
    else:
        _read_clauses(segment, kind, result)


def _read_clauses(segment: Passage, kind: str, result: Owners) -> None:
    """Clauses between commas; one without a verb takes the verb of the next that has one, else the label's role."""
    clauses = [segment.slice(start, end).strip() for start, end in split_outside(segment.text, "，,；;。")]
    role = kind
    roles_of: list[tuple[Passage, str, bool]] = []
    for printed in reversed(clauses):
        clause = printed
        if _NOTE.search(clause.text):
            continue
        if when := clause_deadline(clause):
            result.deadlines.insert(0, when)
            continue
        verb = roles.trailing_verb(clause.text)
        if verb:
            role = verb.kind if verb.kind == roles.LEAD else (kind if kind == roles.LEAD else roles.RESPONSIBLE)
            clause = clause.slice(0, verb.start)
        roles_of.append((clause, role, bool(verb and verb.kind == roles.LEAD)))
    for clause, role, by_verb in reversed(roles_of):
        result.explicit_lead = result.explicit_lead or by_verb or kind == roles.LEAD
        _add_names(clause, role, result)


def _add_names(clause: Passage, role: str, result: Owners) -> None:
    parts = split_names(_without_lead_in(clause))
    if len(parts) > 1 and not any(looks_like_unit(squeezed(part.text)) for part in parts):
        result.unread.append(clause)
        return
    for printed in parts:
        part, own = _without_post(printed, role)
        result.explicit_lead = result.explicit_lead or own == roles.LEAD
        target = result.lead if own == roles.LEAD else result.responsible
        name = squeezed(part.text)
        if _EMPTY.match(name):
            continue
        owner = Owner(name, part.pieces, 0.97 if looks_like_unit(name) else 0.6)
        if owner.confidence < 0.9:
            result.unread.append(part)
        if _is_a_name(name) and name not in [one.name for one in target]:
            target.append(owner)


def _without_post(part: Passage, role: str) -> tuple[Passage, str]:
    """市公安局（牵头） says the role behind the name."""
    found = _POST.search(part.text)
    if found is None:
        return part, role
    leads = found["what"].startswith(("牵头", "主办"))
    return part.slice(0, found.start()).strip(), roles.LEAD if leads else roles.RESPONSIBLE


def _without_lead_in(clause: Passage) -> Passage:
    found = _LEADING.match(clause.text)
    body = clause.slice(found.end()) if found else clause
    tail = _TRAILING.search(body.text)
    return body.slice(0, tail.start()) if tail and tail.group() != "等" else body


def _is_a_name(name: str) -> bool:
    return 2 <= len(name) <= 40 and not _NO_NAME.search(name)
