"""A leading group told in sentences: 局党委陈示甲书记任组长, 组长由局长陈示甲担任, 各科室负责人为成员."""

import re
from collections.abc import Iterator, Sequence

from wenming.domain.plan.draft import Owner, Span
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage
from wenming.domain.plan.people import is_person, person_owners

_POSTS = r"(?P<deputy>(?:常务)?副)?(?:组长|队长|总指挥|指挥长|召集人|主任委员)"
_TAKES = re.compile(
    rf"(?:.{{0,20}}?成立)?(?:由|以)?(?P<who>.{{2,60}}?)(?:同志)?(?:担任|兼任|任|为)(?P<body>[^任为]{{0,14}}?){_POSTS}$"
)
_GIVEN = re.compile(rf"(?P<body>[^由]{{0,14}}?){_POSTS}由(?P<who>.{{2,80}}?)(?:同志)?(?:担任|兼任)$")
_MEMBERS = (
    re.compile(r"(?:由)?(?P<who>[^，。；：]{2,80}?)(?:担任|任|为)(?:领导小组|专班|指挥部|工作组)?(?:组)?成员(?=[，。；的]|$)"),
    re.compile(r"成员(?:由|为|包括|有)(?P<who>[^。；：]{2,120}?)(?:担任|组成)?(?=[。；]|$)"),
    re.compile(r"(?<=[，。；])成员\s*[：:](?P<who>[^。；：]{2,200})"),
)
_POST_END = re.compile(r"(?:组长|队长|指挥)[、和]")
_CLAUSE = re.compile(r"[^，。；：]+")
_POST_BEFORE = re.compile(
    r"(?:书记|[局厅部处科院校区县市省镇乡州所站队行园组股司会馆秘干事]长|主任|主席|经理|主管|同志|委员|巡视员|调研员|工程师|秘书长)"
    r"(?P<name>[\u4e00-\u9fff]{2,3})$"
)
_LONGEST = 100


def read_appointments(paragraphs: Sequence[Paragraph]) -> tuple[list[Owner], list[Owner], list[Owner], list[Span]]:
    """Head, deputies and members of the first group told in a sentence; only names that look like names are taken."""
    leader: list[Owner] = []
    deputy: list[Owner] = []
    spans: list[Span] = []
    for paragraph in paragraphs:
        for clause in _clauses(paragraph.passage):
            text = clause.text
            found = None if len(text) > _LONGEST else _TAKES.match(text) or _GIVEN.match(text)
            if found is None:
                continue
            who = clause.slice(found.start("who"), found.end("who"))
            named = named_in(who)
            (deputy if found["deputy"] else leader).extend(named)
            spans.extend(who.pieces if named else ())
        if leader:
            return leader, deputy, _members(paragraph.passage), spans
    return leader, deputy, [], spans


def _clauses(passage: Passage) -> Iterator[Passage]:
    """Parts between marks; 任组长、 ends one too, so that each holds one post."""
    for found in _CLAUSE.finditer(passage.text):
        start = found.start()
        for post in _POST_END.finditer(passage.text, found.start(), found.end()):
            yield passage.slice(start, post.start() + 2)
            start = post.end()
        yield passage.slice(start, found.end())


def named_in(who: Passage) -> list[Owner]:
    """The persons between 、, behind their posts or before them; only names that look like names."""
    people = [one for start, end in _parts(who.text) for one in _one(who.slice(start, end))]
    return [Owner(one.name, one.spans, 0.75) for one in people if is_person(one.name)]


def _parts(text: str) -> list[tuple[int, int]]:
    return [(part.start(), part.end()) for part in re.finditer(r"[^、]+", text)]


def _one(part: Passage) -> list[Owner]:
    """副局长陈示甲: the name stands behind the post."""
    found = _POST_BEFORE.search(part.text)
    if found and is_person(found["name"]):
        name = part.slice(found.start("name"))
        return [Owner(name.text, name.pieces, 0.75)]
    return person_owners(part)


def _members(passage: Passage) -> list[Owner]:
    for pattern in _MEMBERS:
        if found := pattern.search(passage.text):
            return person_owners(passage.slice(found.start("who"), found.end("who")))
    return []
