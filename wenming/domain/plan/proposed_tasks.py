"""Where a document names no owner at all: numbered items under a heading that promises tasks, unsure."""

import re
from collections.abc import Iterator

from wenming.domain.plan.draft import Owner
from wenming.domain.plan.duties import each_unit
from wenming.domain.plan.headings import DIGIT, HAN_COMMA
from wenming.domain.plan.outline import Section
from wenming.domain.plan.ownership import Ownership
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.section_tasks import numbered_task
from wenming.domain.plan.task_sections import NOT_TASKS

_TASKS = re.compile(r"任务|重点|内容|举措|分工|事项|工作安排|项目|自查|清单|行动|活动安排|主要工作")
_NO_ITEM = re.compile(
    r"^(?:活动)?(?:时间|地点|对象|主题|要求|宗旨|目的|意义|联系|报名方式|报名时间|经费|奖项|附则|参加|组织领导|工作要求|指导思想|目标)"
)


def proposed_tasks(
    root: Section, owned: dict[Section, Ownership], phases: set[Section], headings: dict[Section, Heading]
) -> Iterator[RawTask]:
    """One task an item; the subject of its first sentence (各校要…) is taken as responsible."""
    chosen = {section: 0.6 for section in root.walk() if _may_be_task(section, phases)}
    for section in chosen:
        task = numbered_task(section, owned, chosen, headings)
        subject = each_unit(task.text[1:] or task.text)
        if subject:
            task.owners.responsible.append(Owner(subject.name, subject.spans, subject.confidence))
            task.inferred = True
        yield task


def _may_be_task(section: Section, phases: set[Section]) -> bool:
    parent = section.parent
    if section.marker is None or parent is None or section in phases or section.children:
        return False
    if NOT_TASKS.search(section.title.text) or _NO_ITEM.match(section.title.text) or len(section.title.text) < 4:
        return False
    if parent.parent is None:
        return _all_items(parent)
    promised = _TASKS.search(parent.title.text) or parent in phases
    return bool(promised) and len(parent.children) >= 2 and not NOT_TASKS.search(parent.title.text)


def _all_items(root: Section) -> bool:
    """A notice whose only numbers are its items: three or more of one style, most of them no time, place or demand."""
    kinds = {child.kind for child in root.children}
    heads = [child for child in root.children if _NO_ITEM.match(child.title.text) or NOT_TASKS.search(child.title.text)]
    if len(root.children) < 3 or any(child.children for child in root.children):
        return False
    return kinds == {DIGIT} or (kinds == {HAN_COMMA} and len(heads) * 3 <= len(root.children))
