"""Where a document names no owner at all: numbered items under headings that hold tasks, unsure."""

import re
from collections.abc import Iterator

from wenming.domain.plan.draft import SURE, Owner
from wenming.domain.plan.duties import each_unit
from wenming.domain.plan.headings import DIGIT, HAN_COMMA
from wenming.domain.plan.outline import Section
from wenming.domain.plan.ownership import Ownership
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.section_tasks import numbered_task
from wenming.domain.plan.task_sections import NOT_TASKS, SUPPORT

_PROMISES = re.compile(r"任务|重点|内容|举措|措施|分工|事项|工作安排|项目|自查|清单|行动|活动安排|主要工作")
_PLAN = re.compile(r"要点|计划|方案|意见|措施|规划|行动|分工|清单|任务|举措|安排")
_NO_ITEM = re.compile(
    r"^(?:活动|比赛|大赛|竞赛|会议|培训|评选|征文|参赛|参评|参加|申报|报名|作品|评审|组织)?"
    r"(?:时间|地点|对象|主题|要求|宗旨|目的|意义|联系|方式|办法|条件|程序|经费|奖项|奖励|附则|参加|组织领导|工作要求|指导思想|目标|标准|"
    r"评分|表彰|人员|范围|名额)(?:[：:、，及和与]|.{0,4}$)"
)
_REPORT = re.compile(r"(?:总结|汇报|报告|通报|简报|纪要|讲话|名单|情况|办法|细则|制度|标准)(?:的通知)?$")
_SENTENCE_END = "。"
_SEVERAL = 3
_HOLDS = re.compile(r"(?:任务|重点工作|工作重点|主要工作|工作内容|创建内容|主要内容|主要措施|工作举措|主要举措)$")


def says_plan(title: str) -> bool:
    """Whether a title names a plan: 方案, 要点, 意见, 计划 and the like."""
    return bool(_PLAN.search(title))


def reports(title: str) -> bool:
    """Whether a title names what has been done or how to judge it, not what is to be done: 总结, 通报, 评选办法."""
    return bool(_REPORT.search(title))


def proposed_tasks(
    root: Section,
    owned: dict[Section, Ownership],
    phases: set[Section],
    headings: dict[Section, Heading],
    *,
    is_plan: bool,
) -> Iterator[RawTask]:
    """One task an item; the subject of its first sentence (各校要…) is taken as responsible.

    ``is_plan``: the title says that the document is a plan, so that any heading may hold tasks.
    """
    chosen = dict.fromkeys(_chosen(root, phases, is_plan=is_plan), 0.6)
    if is_plan:
        chosen.update(dict.fromkeys(_clear(list(chosen)), SURE))
    for section in chosen:
        task = _with_subject(numbered_task(section, owned, chosen, headings))
        yield task


def _with_subject(task: RawTask) -> RawTask:
    first = task.text[0] if task.text else None
    stop = first.text.find(_SENTENCE_END) if first else -1
    after = [first.slice(stop + 1).strip()] if first and stop >= 0 else []
    if subject := each_unit([part for part in (*after, *task.text[1:]) if part.text]):
        task.owners.responsible.append(Owner(subject.name, subject.spans, subject.confidence))
        task.inferred = True
    return task


def _clear(chosen: list[Section]) -> Iterator[Section]:
    """Items nobody would read otherwise: named, told in a sentence or two, without items of their own.

    Three or more under 主要任务 and the like, or numbered through from one heading to the next.
    """
    groups: dict[Section | None, list[Section]] = {}
    for section in chosen:
        groups.setdefault(section.parent, []).append(section)
    values = [section.marker.value for section in chosen if section.marker]
    through = len(groups) > 1 and len(values) >= _SEVERAL and values == list(range(1, len(values) + 1))
    for parent, items in groups.items():
        promised = parent is not None and _HOLDS.search(parent.title.text) and len(items) >= _SEVERAL
        plain = all(not item.heading_only and not item.children for item in items)
        if plain and len({item.kind for item in items}) == 1 and (promised or through):
            yield from items


def _chosen(root: Section, phases: set[Section], *, is_plan: bool) -> Iterator[Section]:
    if _all_items(root):
        yield from (child for child in root.children if _is_item(child, phases))
        return
    for heading in root.walk():
        if heading.parent is not None and _holds_tasks(heading, phases, is_plan=is_plan):
            yield from _items(heading, phases)


def _holds_tasks(heading: Section, phases: set[Section], *, is_plan: bool) -> bool:
    """A heading that promises tasks, or any of the first level in a plan, if it is none of aims, support or steps."""
    title = heading.title.text
    if not heading.children or NOT_TASKS.search(title) or SUPPORT.search(title):
        return False
    if _PROMISES.search(title) or heading in phases:
        return len(heading.children) >= 2
    first = heading.parent is not None and heading.parent.parent is None
    return is_plan and first and not any(child in phases for child in heading.children)


def _items(heading: Section, phases: set[Section]) -> Iterator[Section]:
    """Its children; below a child that is a heading and nothing more, that one's children."""
    for child in heading.children:
        if child.children and child.heading_only and not child.body:
            yield from _items(child, phases)
        elif _is_item(child, phases):
            yield child


def _is_item(section: Section, phases: set[Section]) -> bool:
    title = section.title.text
    plain = section.marker is not None and section not in phases and len(title) >= 4
    return plain and not NOT_TASKS.search(title) and not _NO_ITEM.match(title)


def _all_items(root: Section) -> bool:
    """A notice whose only numbers are its items: three or more of one style, most of them no time, place or demand."""
    kinds = {child.kind for child in root.children}
    heads = [child for child in root.children if _NO_ITEM.match(child.title.text) or NOT_TASKS.search(child.title.text)]
    parted = any(child.children and (kinds != {DIGIT} or child.heading_only) for child in root.children)
    return len(root.children) >= 3 and not parted and len(kinds) == 1 and kinds <= {DIGIT, HAN_COMMA} and (
        len(heads) * 3 <= len(root.children)
    )
