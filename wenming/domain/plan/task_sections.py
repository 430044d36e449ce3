"""Which numbered sections are tasks, where a document names owners at all."""

import re
from collections import defaultdict
from collections.abc import Iterator

from wenming.domain.plan.outline import Section
from wenming.domain.plan.ownership import Ownership

NOT_TASKS = re.compile(
    r"指导思想|目标|总体要求|总体思路|基本原则|工作原则|保障|组织领导|工作要求|有关要求|工作措施|步骤|阶段|进度|时间安排|"
    r"负责解释|(?:起|起实)施行|印发之日起|有效期|^本(?:措施|办法|方案|意见|通知|细则|规定)|"
    r"背景|意义|原则|附则|宗旨|(?:组织|领导|工作)机构|领导小组"
)
SUPPORT = re.compile(
    r"组织实施|组织推动|督查|督导|考核|监督检查|工作纪律|协调机制|推进机制|营造|强化领导|加强领导|工作保障|支持政策|^.{0,6}要求$"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_FEW = 2


def owned_sections(owned: dict[Section, Ownership], phases: set[Section]) -> dict[Section, float]:
    """Sections that are tasks, with how sure (0 to 1).

    0.97: it names its owners. 0.9: its siblings of the same style do. 0.7: its cousins do. Relatives count only where
    two of them, or half of them, name owners, and never under a heading such as 保障措施 or 实施步骤.
    """
    sure = {section for section, found in owned.items() if section.marker and found.owned and _has_words(section)}
    chosen = dict.fromkeys(sure, 0.97)
    for section, confidence in _relatives(sure):
        free = section not in phases and _has_words(section) and not NOT_TASKS.search(section.title.text)
        if free and not _covers(section, sure):
            chosen.setdefault(section, confidence)
    return chosen


def _relatives(sure: set[Section]) -> Iterator[tuple[Section, float]]:
    styles: dict[Section, set[str]] = defaultdict(set)
    for section in sure:
        if section.parent is not None:
            styles[section.parent].add(section.kind)
    wider: dict[Section, set[str]] = defaultdict(set)
    for parent, kinds in styles.items():
        alike = [child for child in parent.children if child.kind in kinds]
        known = sum(child in sure for child in alike)
        if known >= _FEW or known * 2 >= len(alike):
            yield from ((child, 0.9) for child in alike)
            if parent.parent is not None and known >= _FEW:
                wider[parent.parent] |= kinds
    for grandparent, kinds in wider.items():
        for parent in grandparent.children:
            head = parent.title.text
            if parent not in styles and not (NOT_TASKS.search(head) or SUPPORT.search(head)):
                yield from ((child, 0.7) for child in parent.children if child.kind in kinds)


def _has_words(section: Section) -> bool:
    return bool(_WORDS.search(section.title.text))


def _covers(section: Section, sure: set[Section]) -> bool:
    """Whether tasks stand below a section: it is a heading then."""
    return any(child in sure for child in section.walk() if child is not section)
