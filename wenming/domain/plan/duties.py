"""Units as subjects: 党建部负责… in a part on duties, and 各校要… in a task that names nobody else."""

import re
from collections.abc import Sequence

from wenming.domain.plan.draft import Owner
from wenming.domain.plan.outline import Section
from wenming.domain.plan.passage import Passage, squeezed
from wenming.domain.plan.unit_names import looks_like_unit

_DUTIES = re.compile(r"职责|分工|责任分解|任务分解")
_SUBJECT = re.compile(
    r"(?P<who>[^，。；：:、\s]{2,20}(?:、[^，。；：:、\s]{2,20}){0,4}?)\s*[：:]?\s*(?:主要)?负责(?!人|同志|任)"
)
_EACH = re.compile(
    r"(?:\d{1,2}月\d{1,2}日前，)?(?P<who>各(?!项|类|种|级|自|方面)[^，。；：的]{0,7}?(?:校|单位|部门|处室|科室|区|县|市|镇|街道|支部|学校|院系?|所|局|村|社区|企业|分队|园))"
    r"(?:都)?(?:要|应|应当|须|必须|需|负责|将|对|按照?|根据)"
)


def duty_paragraphs(section: Section) -> list[tuple[Passage, Owner]]:
    """The paragraphs of a part on duties (职责分工) that begin with a unit and 负责; at least two, or none."""
    if not _DUTIES.search(section.title.text):
        return []
    found = [(part, owner) for part in section.body if (owner := subject(part))]
    return found if len(found) >= 2 else []


def subject(passage: Passage) -> Owner | None:
    """The unit a sentence begins with before 负责; None where no name of a body stands there."""
    match = _SUBJECT.match(passage.text)
    if match is None or not looks_like_unit(squeezed(match["who"])):
        return None
    who = passage.slice(match.start("who"), match.end("who"))
    return Owner(squeezed(who.text), who.pieces, 0.9)


def each_unit(passages: Sequence[Passage]) -> Owner | None:
    """各校 of 各校要…: the subject of the first sentence of a task's paragraphs."""
    for passage in passages:
        if match := _EACH.match(passage.text):
            who = passage.slice(match.start("who"), match.end("who"))
            return Owner(squeezed(who.text), who.pieces, 0.7)
    return None
