"""The prose of a plan: guiding idea, aims, measures, preamble, and what else is no task and no phase."""

import re
from collections.abc import Collection, Iterator, Sequence

from wenming.domain.plan.draft import ClauseDraft
from wenming.domain.plan.outline import Section
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, spans_of

_KINDS = (
    ("guiding_idea", re.compile(r"指导思想|总体思路")),
    ("aim", re.compile(r"目标")),
    ("measure", re.compile(r"措施|保障|工作要求|有关要求|组织领导|组织实施")),
)


def clause_kind(heading: str) -> str:
    """guiding_idea, aim or measure by the words of a heading, else other."""
    return next((kind for kind, pattern in _KINDS if pattern.search(heading)), "other")


def read_clauses(
    root: Section,
    cover: Sequence[Paragraph],
    items: Collection[Section],
    above: Collection[Section],
    used: Collection[int],
) -> list[ClauseDraft]:
    """Every part of the text but the tasks and phases (``items``); of the headings ``above`` them the words between.

    ``used``: the lines tasks were read from.
    """
    clauses = [_clause("other", "", [paragraph.passage]) for paragraph in cover]
    clauses.append(_clause("preamble", "", [part for part in root.body if part.line not in used]))
    for child in root.children:
        clauses.extend(_under(child, items, above, used))
    return [clause for clause in clauses if clause.text]


def _under(
    section: Section, items: Collection[Section], above: Collection[Section], used: Collection[int]
) -> Iterator[ClauseDraft]:
    if section in items:
        return
    if section in above:
        between = [part for part in _rest(section) if part.line not in used]
        yield _clause(clause_kind(section.title.text), section.title.text, between)
        for child in section.children:
            yield from _under(child, items, above, used)
    elif section.children and section.heading_only and not section.body:
        kind = clause_kind(section.title.text)
        for child in section.children:
            own = clause_kind(child.title.text) if kind == "other" else kind
            yield _leaf(own, child)
    else:
        yield _leaf(clause_kind(section.title.text), section)


def _leaf(kind: str, section: Section) -> ClauseDraft:
    """A section as one clause; a heading with nothing after it is the text itself."""
    parts = _rest(section) + [part for child in section.children for part in _all(child)]
    if parts or section.plain:
        return _clause(kind, section.title.text, parts)
    return _clause(kind, "", [section.first])


def _rest(section: Section) -> list[Passage]:
    """A section's own paragraphs without its heading."""
    after = section.first.slice(len(section.title.text)).strip("。：:； ")
    return ([after] if after.text else []) + section.body


def _all(section: Section) -> list[Passage]:
    return [part for one in section.walk() for part in (one.whole, *one.body)]


def _clause(kind: str, heading: str, parts: list[Passage]) -> ClauseDraft:
    return ClauseDraft(kind, heading, "\n".join(part.text for part in parts), spans_of(parts))
