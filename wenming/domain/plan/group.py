"""The leading group: head, deputies, members, and the office with its members."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wenming.domain.plan.draft import GroupDraft, Owner, Span
from wenming.domain.plan.group_sentences import named_in, read_appointments
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, squeezed
from wenming.domain.plan.people import is_person, is_phrase, person_owners

_HEAD = r"(?:第一|总)?(?:组\s*长|指\s*挥\s*长|总\s*指\s*挥|队\s*长|召\s*集\s*人)"
_LABEL = re.compile(
    rf"(?:(?:领导|工作|专项)?小组|指挥部|工作专班|专班)?"
    rf"(?:(?P<deputy>(?:常\s*务)?副\s*{_HEAD}|第一副组长)|(?P<leader>{_HEAD})"
    rf"|(?P<members>(?:组\s*)?成\s*员(?:\s*单\s*位)?|[组队]\s*员))"
)
_COLON = re.compile(r"\s*[：:]\s*|\s{2,}(?=\S)")
_OFFICE_UNIT = re.compile(
    r"办公室[^。；]{0,8}?设\s*(?:在|于)(?P<a>[^，。；：（(]{2,30})|办公室\s*，?\s*在(?P<b>[^，。；：（(]{2,24}?)(?:合署)?办公"
)
_OFFICE_PEOPLE = re.compile(
    r"办公室(?:[^。；：]{0,40}[，。；])?成员(?:如下|名单如下|名单|有|包括|为|由)?\s*[：:]\s*(?P<names>[^。；]+)"
)
_OFFICE_BEGINS = re.compile(
    r"(?:(?:领导|工作)小组)?(?:下设)?办公室(?=设|主任由|，?在)|(?:领导|工作)小组(?:下设|办公室)"
)
_OFFICE_HEAD = re.compile(
    r"(?:由|^|(?<=[，。；、]))(?P<a>[^，。；：由]{2,30}?)(?:同志)?(?:担任|兼任|任|兼)(?:领导小组|工作小组|小组)?办公室(?:常务)?副?主任(?=[，。；、]|$)"
    r"|办公室(?:常务)?副?主任由(?P<b>[^，。；：]{2,30}?)(?:同志)?(?:担任|兼任|兼)(?=[，。；、]|$)"
)
_GROUP_WORD = re.compile(r"领导小组|工作专班|工作小组|指挥部|领导机构|协调小组|支队|组成人员|组织机构|工作组")


@dataclass(slots=True)
class _Found:
    leader: list[Owner] = field(default_factory=list)
    deputy: list[Owner] = field(default_factory=list)
    members: list[Owner] = field(default_factory=list)
    office_unit: str = ""
    office_members: list[Owner] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    office_listed: bool = False
    closed: bool = False
    first: bool = False


def read_group(paragraphs: Sequence[Paragraph]) -> GroupDraft | None:
    """The first leading group, from a list (组长：…) or a sentence (…任组长); None where there is none."""
    found = _Found()
    role = ""
    for paragraph in paragraphs:
        if paragraph.cells:
            _read_row(paragraph, found)
            continue
        role = _read_line(paragraph.passage, role, found)
        if found.leader or _GROUP_WORD.search(paragraph.text):
            _read_office(paragraph.passage, found)
    if not (found.leader or found.deputy):
        leader, deputy, members, spans = read_appointments(paragraphs)
        found.leader, found.deputy = leader, deputy
        found.members = members or found.members
        found.spans = [*spans, *found.spans]
    if not (found.leader or found.deputy or found.members):
        return None
    return GroupDraft(
        tuple(found.leader), tuple(found.deputy), tuple(found.members), found.office_unit, tuple(found.office_members),
        tuple(found.spans),
    )  # fmt: skip


def _read_line(passage: Passage, role: str, found: _Found) -> str:
    """Read a line of the list and return the role the next line continues; empty where the list is over."""
    marker = parse_marker(passage.text)
    body = passage.slice(marker.end).strip() if marker else passage
    label = _LABEL.match(body.text)
    colon = _colon(body.text, label) if label else None
    if label and colon:
        role = label.lastgroup or ""
        found.closed = found.closed or (role == "leader" and bool(found.leader) and not found.first)
        found.first = "第一" in label.group()
        if found.closed:  # a second head opens a second group: the first is the plan's
            return ""
        names = body.slice(colon.end())
        stop = names.text.find("。")
        _take(body, names.slice(0, stop if stop >= 0 else None), role, found)
        return "" if 0 <= stop < len(names.text) - 1 else role
    if role and not marker and _is_person_line(body.text):
        _take(body, body, role, found)
        return role
    return ""


def _colon(text: str, label: re.Match[str]) -> re.Match[str] | None:
    """A colon or two blanks behind the label; one blank where a person follows."""
    blank = re.compile(r"\s+").match(text, label.end())
    return _COLON.match(text, label.end()) or (blank if blank and _is_person_line(text[blank.end() :]) else None)


def _read_row(paragraph: Paragraph, found: _Found) -> None:
    """组长 | 陈示甲 | 局长: a row of a table whose first filled cell is the role and whose next holds the names."""
    filled = [cell for cell in _cells(paragraph) if cell.text]
    label = _LABEL.fullmatch(filled[0].text.rstrip("：:")) if len(filled) > 1 else None
    if label is None:
        return
    role = label.lastgroup or ""
    found.closed = found.closed or (role == "leader" and bool(found.leader))
    if not found.closed:
        _take(filled[1], filled[1], role, found)


def _cells(paragraph: Paragraph) -> list[Passage]:
    text, start, cells = paragraph.text, 0, []
    for part in text.split("\t"):
        cells.append(paragraph.passage.slice(start, start + len(part)).strip())
        start += len(part) + 1
    return cells


def _take(line: Passage, names: Passage, role: str, found: _Found) -> None:
    office = _OFFICE_BEGINS.search(names.text)
    names = names.slice(0, office.start()) if office else names
    getattr(found, role).extend(person_owners(names) if names.text else [])
    found.spans.extend(line.pieces)


def _is_person_line(text: str) -> bool:
    """罗  样  副主任, 张三、李四 or 各科室负责人: a name comes first and no sentence follows."""
    if len(text) <= 30 and is_phrase(text):
        return True
    if len(text) > 200 or re.search(r"[。；：:]", text.rstrip("。；")):
        return False
    words = re.split(r"[\s、，（(]+", text)
    if len(words) > 1 and len(words[0]) == len(words[1]) == 1:
        return is_person(words[0] + words[1])
    return is_person(words[0].rstrip("。；"))


def _read_office(passage: Passage, found: _Found) -> None:
    unit = _OFFICE_UNIT.search(passage.text)
    if unit and not found.office_unit:
        found.office_unit = squeezed(unit["a"] or unit["b"])
        found.spans.extend(passage.slice(unit.start(), unit.end()).pieces)
    if not found.office_members:
        _take_office_heads(passage, found)
    people = _OFFICE_PEOPLE.search(passage.text)
    if people and not found.office_listed:
        names = passage.slice(people.start("names"), people.end("names"))
        heads = {one.name for one in found.office_members}
        found.office_members.extend(one for one in person_owners(names) if one.name not in heads)
        found.spans.extend(names.pieces)
        found.office_listed = True


def _take_office_heads(passage: Passage, found: _Found) -> None:
    """由张示甲兼任办公室主任, 办公室主任由张示甲担任: who is named for the office is of the office."""
    for said in _OFFICE_HEAD.finditer(passage.text):
        who = passage.slice(*said.span("a" if said["a"] else "b"))
        named = named_in(who)
        found.office_members.extend(named)
        found.spans.extend(who.pieces if named else ())
