"""Owners for every section of an outline: which paragraphs name them and to which section they belong."""

from dataclasses import dataclass, field

from wenming.domain.plan.expressions import Owned, owned
from wenming.domain.plan.outline import UPPER, Section
from wenming.domain.plan.owners import Owners
from wenming.domain.plan.passage import Passage

_FEWEST, _LONGEST_HEADING = 2, 40


@dataclass(slots=True)
class Block:
    """Paragraphs up to and with one that names owners. ``text`` is without the owners, ``printed`` with them."""

    text: list[Passage] = field(default_factory=list)
    printed: list[Passage] = field(default_factory=list)
    owners: Owners = field(default_factory=Owners)
    own_line: bool = False
    below: bool = False


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
    for section in result:
        _hand_down(section, result)
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
                below=True,
            )
        )
        result[section].rest = Block()


def _hand_down(section: Section, result: dict[Section, Ownership]) -> None:
    """一、优化服务（责任部门：甲科） over 1. 2. 3.: every item below is 甲科's that names nobody itself."""
    mine = result[section]
    if not _is_shared_heading(section, mine):
        return
    block, mine.blocks = mine.blocks[0], []
    section.title = section.first = block.text[0].strip("。：:；， ")
    mine.rest = Block([section.title], list(block.printed))
    for child in section.children:
        below = result[child]
        if not any(result[one].owned for one in child.walk()):
            handed = Owners()
            handed.add(block.owners)
            below.blocks.append(Block(below.rest.text, below.rest.printed, handed))
            below.rest = Block()


def _is_shared_heading(section: Section, mine: Ownership) -> bool:
    """A heading of the upper levels that is nothing but a name and its owners, with two or more items below."""
    if section.kind not in UPPER or len(section.children) < _FEWEST or len(mine.blocks) != 1 or mine.rest.printed:
        return False
    (block,) = mine.blocks
    heading = block.text[0].text.rstrip("。") if len(block.text) == 1 else ""
    alike = len({child.kind for child in section.children}) == 1
    return bool(heading) and "。" not in heading and len(heading) <= _LONGEST_HEADING and alike and not block.below
