"""Which paragraphs of the running text are tasks.

A paragraph that names its owners is one; its siblings of the same style are too. Where a document names no owner at
all, numbered items under a heading that promises tasks are proposed, unsure.
"""

import re
from collections.abc import Iterable, Iterator

from wenming.domain.plan.draft import Owner
from wenming.domain.plan.duties import duty_items, duty_paragraphs, each_unit, unit_headings
from wenming.domain.plan.headings import DIGIT
from wenming.domain.plan.outline import Section, first_sentence
from wenming.domain.plan.owners import Owners
from wenming.domain.plan.ownership import Block, Ownership, ownership
from wenming.domain.plan.phases_text import bare_name
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.task_sections import NOT_TASKS, owned_sections

_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}")
_TASKS = re.compile(r"任务|重点|内容|举措|分工|事项|工作安排|项目|自查|清单|行动|活动安排|主要工作")
_NO_ITEM = re.compile(
    r"^(?:活动)?(?:时间|地点|对象|主题|要求|宗旨|目的|意义|联系|报名方式|报名时间|经费|奖项|附则|参加|组织领导|工作要求|指导思想|目标)"
)


def text_tasks(root: Section, phases: Iterable[Section], *, propose: bool) -> list[RawTask]:
    """The tasks under ``root`` in order; ``propose``: also unsure ones, where no owner is named anywhere."""
    owned = ownership(root)
    skipped = set(phases)
    chosen = owned_sections(owned, skipped)
    headings: dict[Section, Heading] = {}
    tasks = list(_tasks(root, owned, chosen, headings))
    duties = [task for task in _duties(root, owned, headings) if not _any_phase(task, skipped)]
    if len(duties) > 2 * len(tasks) and (tasks or propose):
        return duties
    if tasks or not propose:
        return tasks
    return list(_proposed(root, owned, skipped, headings))


def _tasks(
    root: Section, owned: dict[Section, Ownership], chosen: dict[Section, float], headings: dict[Section, Heading]
) -> Iterator[RawTask]:
    for section in root.walk():
        found = owned[section]
        split = len(found.blocks) > 1 and section.heading_only and all(block.text for block in found.blocks)
        if section.marker is None or (split and section.children == []):
            for block in found.blocks:
                if any(_SENTENCE.search(part.text) for part in block.text):
                    yield _unnumbered(section, block, headings)
        elif section in chosen:
            yield _numbered(section, owned, chosen, headings)


def _unnumbered(section: Section, block: Block, headings: dict[Section, Heading]) -> RawTask:
    heading = _heading(section, headings) if section.parent else None
    text = [part for part in block.text if part.text and part is not section.first] or block.text
    printed = [part for part in block.printed if part is not section.first] or block.printed
    return RawTask("", first_sentence(text[0]), text, printed, block.owners, heading, 0.9, where=printed[0])


def _numbered(
    section: Section, owned: dict[Section, Ownership], chosen: dict[Section, float], headings: dict[Section, Heading]
) -> RawTask:
    marker = section.marker
    assert marker is not None
    whole = owned[section].merged()
    for below in section.walk():
        if below is not section and not any(one in chosen for one in _path(below, section)):
            part = owned[below].merged()
            whole.text.extend([below.whole, *part.text[1:]])
            whole.printed.extend(part.printed)
    first = whole.text[0] if whole.text else section.first
    title = first_sentence(first)
    parent = section.parent
    heading = _heading(parent, headings) if parent and parent.parent else None
    task = RawTask(
        marker.number,
        title,
        whole.text,
        whole.printed,
        whole.owners,
        heading,
        chosen[section],
        marker.value,
        section.kind,
    )
    task.where = section.whole
    return task


def _path(section: Section, top: Section) -> Iterator[Section]:
    here: Section | None = section
    while here is not None and here is not top:
        yield here
        here = here.parent


def _heading(section: Section, headings: dict[Section, Heading]) -> Heading:
    if section not in headings:
        number = section.marker.number if section.marker else ""
        headings[section] = Heading(number, "".join(bare_name(section.title.text).split()), section.whole)
    return headings[section]


def _duties(root: Section, owned: dict[Section, Ownership], headings: dict[Section, Heading]) -> Iterator[RawTask]:
    for section in root.walk():
        for passage, owner in duty_paragraphs(section):
            owners = Owners(responsible=[owner])
            title = first_sentence(passage)
            yield RawTask("", title, [passage], [passage], owners, _heading(section, headings), 0.92, where=passage)
        for item, owner in duty_items(section).items():
            yield _of_unit(item, owner, owned, headings)
        for item, owner in unit_headings(section).items():
            for child in item.children:
                yield _of_unit(child, owner, owned, headings)
            if not item.children:
                owners = Owners(responsible=[owner])
                parts = item.body
                yield RawTask(
                    "", first_sentence(parts[0]), parts, parts, owners, _heading(item, headings), 0.8, where=parts[0]
                )


def _any_phase(task: RawTask, phases: set[Section]) -> bool:
    return any(task.where is phase.whole for phase in phases)


def _of_unit(
    section: Section, owner: Owner, owned: dict[Section, Ownership], headings: dict[Section, Heading]
) -> RawTask:
    task = _numbered(section, owned, {section: 0.92}, headings)
    task.owners.responsible.insert(0, owner)
    return task


def _proposed(
    root: Section, owned: dict[Section, Ownership], phases: set[Section], headings: dict[Section, Heading]
) -> Iterator[RawTask]:
    chosen = {section: 0.6 for section in root.walk() if _may_be_task(section, phases)}
    for section in chosen:
        task = _numbered(section, owned, chosen, headings)
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
        return (
            section.kind == DIGIT
            and len(parent.children) >= 3
            and all(child.kind == DIGIT for child in parent.children)
        )
    promised = _TASKS.search(parent.title.text) or parent in phases
    return bool(promised) and len(parent.children) >= 2 and not NOT_TASKS.search(parent.title.text)
