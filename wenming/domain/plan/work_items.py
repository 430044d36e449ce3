"""Work items (子任务): a task's sentence taken apart into the duties it holds. The office has the last word.

A sentence is cut where a clause begins with a verb of doing (建立, 举办). What says how (以…为…, 通过…) goes with the
clause behind it, what says what for (帮助…, 提高…) with the one before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wenming.domain.errors import InputRefused
from wenming.domain.plan.brackets import split_outside
from wenming.domain.plan.likeness import bare
from wenming.domain.plan.naming import Match, MatchKind
from wenming.domain.plan.passage import whole_line
from wenming.domain.plan.unit_names import split_names

LONGEST = 500
_VERBS = (
    "组织|开展|开设|开通|建立|建设|设立|成立|创建|健全|完善|制定|制订|修订|编制|编印|印发|落实|推动|推进|推行|做好|抓好|"
    "抓实|办好|用好|管好|举办|召开|举行|实施|加强|强化|深化|规范|细化|改进|改造|升级|启动|增设|配备|配齐|安排|抽调|邀请|"
    "对接|走访|慰问|看望|帮扶|救助|宣传|推介|推广|选树|评选|表彰|评比|检查|督查|督促|考核|整治|整改|清理|收集|整理|归集|"
    "总结|报送|上报|公开|公示|培训|学习|关爱|关注|跟踪|监督|监测|研究|探索|搭建|打造|发放|购置|维护|更新|普查|排查|摸清"
)
_MANNER = (
    "积极|认真|深入|大力|持续|广泛|进一步|切实|全面|定期|适时|及时|不断|着力|全力|统筹|扎实|有序|严格|主动|加快|重点|"
    "常态化|经常性|规范化|每年|每季度|每月|每半年|至少|逐步|精心|继续|共同|分级|分类|分批|同步"
)
_DOING = re.compile(rf"(?:(?:{_MANNER})地?){{0,3}}(?:{_VERBS})")
_ONLY_DOING = re.compile(rf"(?:(?:{_MANNER})|(?:{_VERBS})){{1,4}}")
_HOW = re.compile(r"(?:以(?!便|免|及|期|上|下|内|外)|通过|按照?|围绕|结合|依托|利用|根据|针对|发挥|坚持|对(?!接)|在)")
_MARKS = re.compile("[，,、。；;：:！!\n]")
_COMMA = re.compile("[，,]")
_QUOTED = re.compile(r"“[^”]*”")
_IN_BRACKETS = re.compile(r"[（(【\[].*[）)】\]]", re.DOTALL)
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class ItemInput:
    """One work item as typed; owners are names, as a plan prints them."""

    text: str
    leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    acceptance_note: str = ""
    deadline: date | None = None


def proposed_items(text: str, title: str = "", taken: Sequence[str] = ()) -> tuple[str, ...]:
    """The duties a task's ``text`` holds, in its own words and order; what is ``taken`` is left out, and so is the
    ``title`` where it is a heading: one with a comma in it says duties itself."""
    heading = "" if _COMMA.search(title) else bare(title)
    sentences = _sentences(text)
    told = [one for one in sentences if bare(one) != heading] or sentences
    found = [item for sentence in told for item in _items(sentence)]
    held = [bare(one) for one in taken]
    return tuple(one for one in found if not any(bare(one) in had or had in bare(one) for had in held if had))


def owners_in(item: str, owners: Sequence[str]) -> tuple[str, ...]:
    """Those of a task's ``owners`` an item's words name; all of them where it names none."""
    return tuple(one for one in owners if one in item) or tuple(owners)


def changed_behind(item: str, seen: str, now: str) -> bool:
    """Whether the clauses an item was made of changed, where its task said ``seen`` and says ``now``. An item the
    office put in its own words is to be looked at after any change."""
    said, says, own = _by_clauses(seen), _by_clauses(now), _by_clauses(item).strip("|")
    if said == says:
        return False
    at = said.find(own)
    if not own or at < 0:
        return True
    clauses = said[said.rindex("|", 0, at) : said.index("|", at + len(own)) + 1]
    return clauses not in says


def _by_clauses(text: str) -> str:
    """Only what counts of each clause, between bars: |建立台账|举办讲座|."""
    return "|".join(["", *filter(None, map(bare, _MARKS.split(text))), ""])


def owner_names(typed: str) -> tuple[str, ...]:
    """Names as typed, one a line or between 、, each once; 各处室、单位 is one."""
    parts = (part for line in typed.splitlines() for part in split_names(whole_line(1, line)))
    return tuple(dict.fromkeys(part.text for part in parts if part.text))


def check_items(items: Sequence[ItemInput]) -> None:
    """Raises InputRefused, saying which item, where nothing is to be done, nobody is named, or one stands there twice.

    An item needs somebody: a duty that nobody has is none.
    """
    if not items:
        raise InputRefused("还没有写子任务，没有保存。请至少写一项。")
    for number, one in enumerate(items, start=1):
        if not one.leads and not one.responsible:
            raise InputRefused(f"第 {number} 项“{one.text[:20]}”没有写单位，没有保存。请至少写一个牵头单位或责任单位。")
    said = [bare(one.text) for one in items]
    twice = next((one.text for one in items if said.count(bare(one.text)) > 1), None)
    if twice:
        raise InputRefused(f"子任务“{twice[:20]}”写了两遍，没有保存。请删去一项。")


def check_owners(items: Sequence[ItemInput], named: Mapping[str, Match]) -> None:
    """Raises InputRefused for the first name that stands for no unit, saying in which item."""
    for number, one in enumerate(items, start=1):
        for name in (*one.leads, *one.responsible):
            if named[name].kind is MatchKind.UNKNOWN:
                raise InputRefused(f"第 {number} 项的“{name}”在名册里没有，没有保存。请按名册上的名称或别名填写。")
            if not named[name].members:
                raise InputRefused(f"第 {number} 项的“{name}”没有说明是哪些单位，没有保存。请逐个写出单位名称。")


def _sentences(text: str) -> list[str]:
    """Without what stands wholly in brackets, which says who and not what."""
    parts = [text[start:end].strip() for start, end in split_outside(_masked(text), "。；;！!\n")]
    return [part for part in parts if not _IN_BRACKETS.fullmatch(part)]


def _masked(text: str) -> str:
    """With quotations blotted out, so that nothing is cut inside one; as long as before."""
    return _QUOTED.sub(lambda found: "□" * len(found.group()), text)


def _items(sentence: str) -> list[str]:
    """The spans of a sentence's items, each with at least one clause of doing where the sentence has any."""
    starts: list[int] = []
    does = False
    for start, end in _clauses(sentence):
        clause = sentence[start:end].lstrip()
        doing = _DOING.match(clause) is not None
        if not starts or (does and (doing or _HOW.match(clause))):
            starts.append(start)
            does = False
        does = does or doing
    if len(starts) > 1 and not does:  # how something is done, with nothing behind it
        starts.pop()
    parts = [sentence[start:end].strip("，,、 \t") for start, end in zip(starts, [*starts[1:], None], strict=False)]
    return [part for part in parts if part]


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Cut at commas, and at 、 between clauses of doing: 建立台账、开展走访, but not 组织、协调."""
    masked = _masked(sentence)
    for start, end in split_outside(masked, "，,"):
        parts = [(start + low, start + high) for low, high in split_outside(masked[start:end], "、")]
        whole = parts[0][0] if parts else start
        for (low, high), (after, last) in pairwise(parts):
            if _acts(sentence[low:high]) and _acts(sentence[after:last]):
                yield whole, high
                whole = after
        yield whole, end


def _acts(part: str) -> bool:
    part = part.strip()
    return len(part) >= _SHORTEST and bool(_DOING.match(part)) and not _ONLY_DOING.fullmatch(part)
