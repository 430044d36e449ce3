"""Tasks told by unit: 党建部负责… in a part on duties, numbered duties, or a unit's name as the heading."""

from collections.abc import Iterator

from wenming.domain.plan.draft import Owner
from wenming.domain.plan.duties import duty_items, duty_paragraphs, unit_headings
from wenming.domain.plan.outline import Section, first_sentence
from wenming.domain.plan.owners import Owners
from wenming.domain.plan.ownership import Ownership
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.section_tasks import heading_of, numbered_task


def duty_tasks(root: Section, owned: dict[Section, Ownership], headings: dict[Section, Heading]) -> Iterator[RawTask]:
    """One task a duty, in order; the unit is responsible."""
    for section in root.walk():
        for passage, owners in duty_paragraphs(section):
            title = first_sentence(passage)
            yield RawTask("", title, [passage], [passage], owners, heading_of(section, headings), 0.92, where=passage)
        for item, units in duty_items(section).items():
            yield _of_units(item, units, owned, headings)
        for item, units in unit_headings(section).items():
            for child in item.children:
                yield _of_units(child, units, owned, headings)
            if not item.children:
                owners = Owners(responsible=units)
                parts = item.body
                yield RawTask(
                    "", first_sentence(parts[0]), parts, parts, owners, heading_of(item, headings), 0.8, where=parts[0]
                )


def _of_units(
    section: Section, units: list[Owner], owned: dict[Section, Ownership], headings: dict[Section, Heading]
) -> RawTask:
    task = numbered_task(section, owned, {section: 0.92}, headings)
    named = Owners(responsible=list(units))
    named.add(task.owners)
    task.owners = named
    return task
