"""Owners for every section of an outline: which paragraphs name them and to which section they belong."""

from dataclasses import dataclass, field

from wenming.domain.plan.expressions import Owned, owned
from wenming.domain.plan.outline import Section
from wenming.domain.plan.owners import Owners
from wenming.domain.plan.passage import Passage


@dataclass(slots=True)
class Block:
    """Paragraphs up to and with one that names owners. ``text`` is without the owners, ``printed`` with them."""

    text: list[Passage] = field(default_factory=list)
    printed: list[Passage] = field(default_factory=list)
    owners: Owners = field(default_factory=Owners)
    own_line: bool = False


@dataclass(slots=True)
class Ownership:
    """What a section's own paragraphs say: its blocks with owners, and the paragraphs after the last of them."""

    blocks: list[Block] = field(default_factory=list)
    rest: Block = field(default_factory=Block)

    @property
    def owned(self) -> bool:
        """Whether any owner is named."""
        return bool(self.blocks)

    def merged(self) -> Block:
        """All blocks as one."""
        whole = Block()
        for block in (*self.blocks, self.rest):
            whole.text.extend(block.text)
            whole.printed.extend(block.printed)
            whole.owners.add(block.owners)
        return whole


def ownership(root: Section) -> dict[Section, Ownership]:
    """For every section. A bracket alone under the last of several items belongs to the item above them."""
    result = {section: _read(section) for section in root.walk()}
    for section in result:
        _lift(section, result)
    return result


def _read(section: Section) -> Ownership:
    found = Ownership()
    for passage in section.passages():
        part = owned(passage)
        if part is None:
            found.rest.text.append(passage)
            found.rest.printed.append(passage)
        elif part.alone and found.blocks and not found.rest.printed:
            _take(found.blocks[-1], passage, part)
        else:
            _take(found.rest, passage, part)
            if part.owners.names() or part.owners.unread:
                found.blocks.append(found.rest)
                found.rest = Block()
    return found


def _take(block: Block, passage: Passage, part: Owned) -> None:
    block.printed.append(passage)
    block.owners.add(part.owners)
    block.own_line = part.alone
    if part.rest.strip("。；，、").text:
        block.text.append(part.rest)


def _lift(section: Section, result: dict[Section, Ownership]) -> None:
    if len(section.children) < 2 or section.marker is None or result[section].owned:
        return
    *others, last = section.children
    mine = result[last]
    alone = len(mine.blocks) == 1 and mine.blocks[0].own_line and not last.children
    if alone and not any(one.owned for child in others for one in (result[child],)):
        lifted = mine.blocks.pop()
        mine.rest.text = lifted.text + mine.rest.text
        mine.rest.printed = lifted.printed[: len(lifted.text)] + mine.rest.printed
        result[section].blocks.append(
            Block(
                result[section].rest.text,
                result[section].rest.printed + lifted.printed[len(lifted.text) :],
                lifted.owners,
            )
        )
        result[section].rest = Block()
