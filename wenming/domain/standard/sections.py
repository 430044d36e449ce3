"""The sections of a document that hold lines, and those that tell of method, use or scope and hold none."""

import re

from .points import named, points_of
from .raw import Raw
from .wording import even

_WRAPPER = re.compile(
    r"^(?:测评|考评|考核|评分|创建|评价)?(?:的)?(?:主要)?(?:内容|标准|指标|项目|体系|细则|指标体系)(?:[及和与](?:分值|标准|内容|评分标准|计分办法))?$"
)
_TELLING = re.compile(
    r"(?:测评|考评|考核|评定|评价|计分|评分)(?:的)?(?:方法|方式|程序|办法|步骤|对象|范围|时间|周期|原则|组织|纪律|要求)|结果(?:运用|应用|使用)|组织(?:实施|领导机构)"
    r"|^(?:工作|有关|几点|相关)?要求$|^(?:附则|说明|总则|指导思想|适用(?:范围|对象)|基本原则|工作原则|有关事项|其他事项|填表说明)|奖惩|动态管理|^申报|^(?:命名|复查|评选|管理)与"
)
_CONDITION = re.compile(r"(?:基本|申报|参评|前置)条件|不计分")


def with_lines(sections: list[Raw]) -> tuple[list[Raw], list[str]]:
    """The sections that hold lines, and the words of the others. A heading over all of them is taken off."""
    scored = [one for one in sections if is_scored(one)]
    kept, aside = [], []
    for one in sections:
        title = even(named(one.text).name)
        tells = _TELLING.search(title) or (scored and _CONDITION.search(even(one.text)))
        if tells and len(title) <= 24 and not is_scored(one):
            aside += _words(one)
        else:
            kept.append(one)
    if len(kept) == 1 and kept[0].children and _WRAPPER.match(even(kept[0].text)):
        aside += kept[0].requirement
        return kept[0].children, aside
    return (kept, aside) if scored or kept else (sections, [])


def is_scored(section: Raw) -> bool:
    waiting = [section]
    while waiting:
        one = waiting.pop()
        own = (one.text, *one.requirement)
        if points_of(one.score) is not None or any(named(text).points is not None for text in own):
            return True
        waiting += one.children
    return False


def _words(section: Raw) -> list[str]:
    found, waiting = [], [section]
    while waiting:
        one = waiting.pop()
        found += [one.text, *one.requirement]
        waiting += reversed(one.children)
    return found
