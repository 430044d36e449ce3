"""Which paragraphs of the running text are tasks.

A paragraph that names its owners is one; its siblings of the same style are too. Where a document names no owner at
all, numbered items under a heading that promises tasks are proposed, unsure.
"""

import re
from collections.abc import Iterable, Iterator

from wenming.domain.plan.duty_tasks import duty_tasks
from wenming.domain.plan.outline import Section
from wenming.domain.plan.ownership import Ownership, ownership
from wenming.domain.plan.proposed_tasks import proposed_tasks
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.section_tasks import numbered_task, unnumbered_task
from wenming.domain.plan.task_sections import owned_sections

_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}")


def text_tasks(root: Section, phases: Iterable[Section], *, propose: bool, is_plan: bool = False) -> list[RawTask]:
    """The tasks under ``root`` in order; ``propose``: also unsure ones, where no owner is named anywhere.

    ``is_plan``: the title calls the document a plan.
    """
    owned = ownership(root)
    skipped = set(phases)
    chosen = owned_sections(owned, skipped)
    headings: dict[Section, Heading] = {}
    tasks = list(_tasks(root, owned, chosen, headings))
    duties = [task for task in duty_tasks(root, owned, headings) if not _any_phase(task, skipped)]
    if len(duties) > 2 * len(tasks) and (tasks or propose):
        return duties
    if tasks or not propose:
        return tasks
    return list(proposed_tasks(root, owned, skipped, headings, is_plan=is_plan))


def _tasks(
    root: Section, owned: dict[Section, Ownership], chosen: dict[Section, float], headings: dict[Section, Heading]
) -> Iterator[RawTask]:
    for section in root.walk():
        found = owned[section]
        split = len(found.blocks) > 1 and section.heading_only and all(block.text for block in found.blocks)
        if section.marker is None or (split and section.children == []):
            for block in found.blocks:
                if any(_SENTENCE.search(part.text) for part in block.text):
                    yield unnumbered_task(section, block, headings)
        elif section in chosen:
            yield numbered_task(section, owned, chosen, headings)


def _any_phase(task: RawTask, phases: set[Section]) -> bool:
    return any(task.where is phase.whole for phase in phases)
