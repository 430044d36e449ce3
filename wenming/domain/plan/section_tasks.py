"""A section of the outline, or a block of its paragraphs, as a task on its way into the draft."""

import re
from collections.abc import Iterator, Mapping

from wenming.domain.plan.outline import Section, first_sentence
from wenming.domain.plan.ownership import Block, Ownership
from wenming.domain.plan.phases_text import bare_name
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.task_sections import NOT_TASKS, SUPPORT

_LONGEST_HEADING = 30
_LED_BY = re.compile(r"[（(][^（）()]{2,30}(?:牵头|负责)[）)]$")


def unnumbered_task(section: Section, block: Block, headings: dict[Section, Heading]) -> RawTask:
    """Paragraphs up to one that names owners, under a heading or none."""
    heading = heading_of(section, headings) if section.parent else None
    text = [part for part in block.text if part.text and part is not section.first] or block.text
    printed = [part for part in block.printed if part is not section.first] or block.printed
    return RawTask("", first_sentence(text[0]), text, printed, block.owners, heading, 0.9, where=printed[0])


def numbered_task(
    section: Section, owned: dict[Section, Ownership], chosen: Mapping[Section, float], headings: dict[Section, Heading]
) -> RawTask:
    """A numbered section with everything below it that is no task of its own; ``chosen`` says how sure it is one."""
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
    heading = heading_of(parent, headings) if parent and parent.parent else None
    task = RawTask(
        marker.number,
        title,
        whole.text,
        whole.printed,
        whole.owners,
        heading,
        chosen[section],
        marker.value or None,
        section.kind,
    )
    task.where = section.whole
    return task


def _path(section: Section, top: Section) -> Iterator[Section]:
    here: Section | None = section
    while here is not None and here is not top:
        yield here
        here = here.parent


def heading_over(line: int, root: Section, headings: dict[Section, Heading]) -> Heading | None:
    """The heading of tasks a table beginning at ``line`` stands under; none under 工作要求 and the like."""
    above = None
    for section in root.walk():
        if section.whole.text and section.whole.line > line:
            break
        above = section
    if above is None or above.marker is None or not above.heading_only or len(above.title.text) > _LONGEST_HEADING:
        return None
    support = NOT_TASKS.search(above.title.text) or SUPPORT.search(above.title.text)
    return None if support else heading_of(above, headings)


def heading_of(section: Section, headings: dict[Section, Heading]) -> Heading:
    """The section as the heading of tasks; one object a section."""
    if section not in headings:
        number = section.marker.number if section.marker else ""
        name = _LED_BY.sub("", bare_name(section.title.text))
        headings[section] = Heading(number, "".join(name.split()).rstrip("：:"), section.whole)
    return headings[section]
