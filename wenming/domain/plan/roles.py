"""The words that say who leads, who answers and who helps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEAD, RESPONSIBLE, PEOPLE, DEADLINE, IGNORED = "lead", "responsible", "people", "deadline", "ignored"

_BODY = r"[ \u3000]{0,3}(?:单位|部门|处室|科室|股室|机构|主体|处|科|室|队|地区)"
_LEAD = rf"(?:牵头|主办|主责|第一责任|总牵头|主要责任|首要责任|牵头责任|责任牵头|牵头负责){_BODY}"
_RESPONSIBLE = (
    r"(?:责任|配合|协办|协助|协同|参加|参与|承办|指导|实施|落实|负责|组织|执行|完成|主管|支持|会同|承担|成员|"
    rf"联办|参建|督办|监督|其他责任|其他|具体责任|具体承办|直接责任|共同责任){_BODY}"
)
_PEOPLE = (
    r"(?:责任人|责任领导|牵头领导|分管领导|负责人|牵头人|包保领导|责任人员|主要责任人|具体责任人|责任同志|"
    r"督办领导|包抓领导|(?:牵头|责任|分管)[市县区省]领导|县级领导|市级领导|省级领导|区级领导|局领导|联系领导|包案领导|挂钩领导|分管责任人|第一责任人|直接责任人|负责领导|负责同志)"
)
_DEADLINE = (
    r"(?:完成时限|完成时间|完成期限|完成日期|时间要求|时限要求|完成节点|时间节点|时限|整改时限|整改期限|推进时间|办结时限|"
    r"进度安排|进度要求|实施时间|时间安排|落实时限|时间|期限)"
)
_ONE = rf"(?:{_LEAD}|{_RESPONSIBLE}|{_PEOPLE}|{_DEADLINE}|具体负责|牵头|责任|配合|主办|协办)"


def _spaced(words: str) -> str:
    """责 任 单 位 is printed with blanks: let blanks stand between the characters of every label."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "[ \u3000]{0,3}", words)


LABEL = re.compile(
    rf"(?P<role>{_spaced(_ONE)})(?:[（(][^（）()]{{1,12}}[）)])?(?:[、和及与/](?:{_spaced(_ONE)}))?\s*[：:]"
)
_KINDS = (
    (DEADLINE, re.compile(_DEADLINE)),
    (PEOPLE, re.compile(_PEOPLE)),
    (LEAD, re.compile(rf"{_LEAD}|牵头|主办")),
    (RESPONSIBLE, re.compile(rf"{_RESPONSIBLE}|责任|配合|协办|具体负责")),
)
_HOW = (
    r"(?:按照?|根据|依据?|依照)?(?:各自)?(?:工作)?(?:职责|职能|分工)(?:分工|职责)?|共同|联合|分别|具体|结合实际|"
    r"按要求|认真|协调|统筹|会商"
)
_VERB = (
    r"牵头抓总|牵头推进|牵头组织|牵头实施|牵头落实|牵头负责|共同牵头|牵头|抓好落实|负责落实|负责实施|组织实施|"
    r"抓落实|负责|落实|推进|实施|配合|协助|协同|参与|参加|承办|指导|支持|主办|(?<!政)协办|督促指导|执行"
)
_ENDING = re.compile(rf"(?:(?:{_HOW})|(?:{_VERB}))$")
_RULE = re.compile(
    r"(?:排|列)?(?:名)?(?:在|于)?(?:首位|第一位|第一|首个|第一个|首|排头)[^，。；：]{0,10}?(?:为|是|系|即)[^，。；：]{0,4}(?:牵头|主办|主责|主要责任)"
)
_ONWARD = re.compile(r"下同|以下同|以下各项|均同|以下相同|各项")


def labels_in(text: str) -> Iterator[re.Match[str]]:
    """Every label, in order."""
    return LABEL.finditer(text) if "：" in text or ":" in text else iter(())


def label_kind(label: str) -> str:
    """LEAD, RESPONSIBLE, PEOPLE or DEADLINE for a printed label such as 牵头单位; IGNORED for any other word."""
    plain = "".join(label.split())
    for kind, pattern in _KINDS:
        if pattern.match(plain):
            return kind
    return IGNORED


@dataclass(frozen=True, slots=True)
class Verb:
    """How a clause of owners ends: ``start`` is where the names stop, ``kind`` LEAD or RESPONSIBLE."""

    start: int
    kind: str


def trailing_verb(clause: str) -> Verb | None:
    """The 牵头, 负责, 按职责分工负责 a clause ends with; None where it ends with a name."""
    end, leads, seen = len(clause.rstrip()), False, False
    while found := _ENDING.search(clause, max(0, end - 12), end):
        leads = leads or "牵头" in found.group() or found.group() == "主办"
        seen = True
        end = len(clause[: found.start()].rstrip())
    return Verb(end, LEAD if leads else RESPONSIBLE) if seen else None


def first_leads(text: str) -> bool:
    """Whether ``text`` states that the first-named unit leads (列第一位者为牵头单位)."""
    return bool(_RULE.search(text))


def first_leads_onward(text: str) -> bool:
    """The same, stated for what follows too (下同)."""
    return first_leads(text) and bool(_ONWARD.search(text))
