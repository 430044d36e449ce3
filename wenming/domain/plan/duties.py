"""Units as subjects: 党建部负责… in a part on duties, and 各校要… in a task that names nobody else."""

import re
from collections.abc import Sequence

from wenming.domain.plan.draft import Owner
from wenming.domain.plan.outline import Section
from wenming.domain.plan.owners import Owners, read_owners
from wenming.domain.plan.passage import Passage, squeezed
from wenming.domain.plan.people import is_person, person_owners
from wenming.domain.plan.unit_names import is_collective, looks_like_unit, split_names

_LONGEST_NAMES = 40
_DUTIES = re.compile(r"职责|分工|责任分解|任务分解")
_SUBJECT = re.compile(
    r"(?P<who>[^，。；：:、\s]{2,20}(?:、[^，。；：:、\s]{2,20}){0,4}?)\s*(?:[：:]?\s*(?:主要|具体|牵头)?负责(?!人|同志|任)|[：:](?!$))"
)
_UNIT_NAME = re.compile(
    r"[\u4e00-\u9fff（）]{0,18}(?:[局厅委办处室科股院所站队]|中心|党委|党支部|纪委|工会|团委|妇联|部门|单位|政府|街道|公司|学校|宣传部|组织部|统战部|业务部|[^一-龥]部)"
)
_HEADED = re.compile(
    r"(?P<who>[^，。；：:、\s—]{2,20}(?:、[^，。；：:、\s—]{2,20}){0,4}?)\s*(?:[—－-]{1,2}|[：:])\s*(?:责任人|负责人)\s*[：:]?\s*(?P<person>[^，。；：:]{2,60})"
)
_EACH = re.compile(
    r"(?:\d{1,2}月\d{1,2}日前，)?(?P<who>各(?!项|类|种|级|自|方面)[^，。；：的]{0,7}?(?:校|单位|部门|处室|科室|区|县|市|镇|街道|支部|学校|院系?|所|局|村|社区|企业|分队|园))"
    r"(?:都)?(?:要|应|应当|须|必须|需|负责|将|对|按照?|根据)"
)


def duty_paragraphs(section: Section) -> list[tuple[Passage, Owners]]:
    """The paragraphs of a part on duties (职责分工) that begin with a unit and 负责; at least two, or none.

    教务处——责任人陈示甲，… is one wherever it stands in such a part, alone too.
    """
    parts = section.body
    if not any(_DUTIES.search(one.title.text) for one in section.path()):
        return []
    headed = [(part, owners) for part in parts if (owners := _headed(part))]
    if headed or not _DUTIES.search(section.title.text):
        return headed
    found = [(part, Owners(responsible=units)) for part in parts if (units := subject(part))]
    return found if len(found) >= 2 else []


def _headed(passage: Passage) -> Owners | None:
    """A unit, a dash or colon, 责任人 and the person, before what is to be done."""
    match = _HEADED.match(passage.text)
    if match is None or not all(looks_like_unit(name) for name in match["who"].split("、")):
        return None
    people = person_owners(passage.slice(match.start("person"), match.end("person")))
    if not all(is_person(one.name) for one in people):
        return None
    owners = read_owners(passage.slice(match.start("who"), match.end("who")))
    owners.people.extend(people)
    return owners


def duty_items(parent: Section) -> dict[Section, list[Owner]]:
    """Numbered siblings that begin with a unit (1.市教育局负责…, 2.市民政局：…); most of them, or none."""
    found = {child: owners for child in parent.children if child.marker and (owners := _of_item(child))}
    return found if len(found) >= 2 and len(found) * 2 > len(parent.children) else {}


def _of_item(item: Section) -> list[Owner]:
    """负责 behind a unit, or a first sentence that is only a unit's name: （一）区水务局。负责河道清淤…"""
    name = squeezed(item.title.text)
    if not item.heading_only and (_UNIT_NAME.fullmatch(name) or (is_collective(name) and looks_like_unit(name))):
        return [Owner(name, item.title.pieces, 0.92)]
    return subject(item.first)


def unit_headings(parent: Section) -> dict[Section, list[Owner]]:
    """Numbered siblings whose whole heading is the name of units, with what they do under it; most, or none."""
    found = {child: owners for child in parent.children if (owners := _named(child))}
    return found if len(found) >= 2 and len(found) * 2 > len(parent.children) else {}


def _named(section: Section) -> list[Owner]:
    """二、办公室、人事股: the units whose names are all there is; none where anything else is said."""
    whole = section.marker is not None and section.heading_only and bool(section.children or section.body)
    if not whole or len(section.title.text) > _LONGEST_NAMES:
        return []
    names = split_names(section.title)
    plain = all(2 <= len(squeezed(one.text)) <= 20 and _UNIT_NAME.fullmatch(squeezed(one.text)) for one in names)
    return [Owner(squeezed(one.text), one.pieces, 0.92) for one in names] if plain else []


def subject(passage: Passage) -> list[Owner]:
    """The units a sentence begins with before 负责; none where no name of a body stands there."""
    match = _SUBJECT.match(passage.text)
    if match is None or not looks_like_unit(squeezed(match["who"])):
        return []
    if "负责" not in match.group() and not all(_UNIT_NAME.fullmatch(name) for name in match["who"].split("、")):
        return []
    names = split_names(passage.slice(match.start("who"), match.end("who")))
    return [Owner(squeezed(one.text), one.pieces, 0.9) for one in names]


def each_unit(passages: Sequence[Passage]) -> Owner | None:
    """各校 of 各校要…: the subject of the first sentence of a task's paragraphs."""
    for passage in passages:
        if match := _EACH.match(passage.text):
            who = passage.slice(match.start("who"), match.end("who"))
            return Owner(squeezed(who.text), who.pieces, 0.7)
    return None
