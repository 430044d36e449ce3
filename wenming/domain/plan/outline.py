"""Paragraphs into a tree of sections, by the style of their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wenming.domain.plan import roles
from wenming.domain.plan.headings import DASH, HAN_BRACKET, HAN_COMMA, Marker, item_marker
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage

PLAIN = "plain"
UPPER = ("chapter", HAN_COMMA, HAN_BRACKET)
_POINT = re.compile(r"(?<=[\u4e00-\u9fff”）)])[.．](?=[\u4e00-\u9fff“]|$)")
_DUE = re.compile(r"完成|办结|整改|时限|落实")
_MARKS = "。；，：:;！？"
_EMPTY = Passage("", ())


@dataclass(slots=True, eq=False)
class Section:
    """A numbered paragraph with what follows it.

    ``whole`` is the paragraph with its number, ``first`` the same without; ``title`` its first sentence (up to 。),
    ``body`` the unnumbered paragraphs after it. ``plain`` is a heading without a number. The root has none of these.
    """

    marker: Marker | None = None
    whole: Passage = _EMPTY
    first: Passage = _EMPTY
    title: Passage = _EMPTY
    plain: bool = False
    parent: "Section | None" = None
    body: list[Passage] = field(default_factory=list)
    children: list["Section"] = field(default_factory=list)

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in the order printed."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))

    def path(self) -> Iterator["Section"]:
        """This section and those above it, up to the root."""
        here: Section | None = self
        while here is not None:
            yield here
            here = here.parent

    def passages(self) -> list[Passage]:
        """Its own paragraphs, without its number and without its children."""
        return ([self.first] if self.first.text else []) + self.body

    @property
    def kind(self) -> str:
        """The style of its number; ``plain`` for a heading without one, empty for the root."""
        return PLAIN if self.plain else self.marker.kind if self.marker else ""

    @property
    def heading_only(self) -> bool:
        """Whether the numbered paragraph is a heading and nothing more."""
        return len(self.first.strip("。：:；").text) <= len(self.title.text)


def first_sentence(passage: Passage) -> Passage:
    """Up to the first 。, without final marks. A text that has none may use the point for it: 举办讲堂.邀请专家…"""
    stop = passage.text.find("。")
    if stop < 0 and (point := _POINT.search(passage.text)):
        stop = point.start()
    return passage.slice(0, stop if stop >= 0 else None).strip("。；，：:; ")


def outline(paragraphs: Sequence[Paragraph]) -> Section:
    """The tree of a run of paragraphs. A style of number met for the first time opens a deeper level.

    Short unpunctuated lines before numbered ones are headings too, in a text without 一、 and （一）. So are those the
    file sets apart by their font, in any text and whatever stands below them.
    """
    markers = [None if part.cells else item_marker(part.text) for part in paragraphs]
    bare = not any(marker and marker.kind in UPPER for marker in markers)
    plain = _plain_headings(paragraphs, markers) if bare else set()
    plain |= _set_apart(paragraphs, markers)
    root = Section()
    path = [root]
    for position, (paragraph, marker) in enumerate(zip(paragraphs, markers, strict=True)):
        if marker is None and position not in plain:
            path[-1].body.append(paragraph.passage)
            continue
        section = _section(paragraph.passage, marker)
        path = _parents(path, section.kind)
        if marker and path[-1] is not root and _names_owners(section):
            path[-1].body.append(section.first)
            continue
        section.parent = path[-1]
        path[-1].children.append(section)
        path.append(section)
    return root


def _names_owners(section: Section) -> bool:
    """——责任部门：甲科, （3）责任人：陈示甲: a line that says who has the item above, and is none itself.

    时间安排 may be a heading; behind a number only 完成时限 and the like say when the item above is due.
    """
    found = roles.LABEL.match(section.first.text)
    kind = roles.label_kind(found["role"]) if found else roles.IGNORED
    if kind == roles.DEADLINE:
        return section.kind == DASH or bool(found and _DUE.match(found["role"]))
    return kind != roles.IGNORED


def _section(passage: Passage, marker: Marker | None) -> Section:
    if marker is None:
        return Section(None, passage, passage, passage, plain=True)
    first = passage.slice(marker.end).strip()
    return Section(marker, passage, first, first_sentence(first))


def _parents(path: list[Section], kind: str) -> list[Section]:
    """The path above a new section of ``kind``: up to its style's last use, or the whole path for a new style.

    A new heading without a number stands below the numbers of headings, never below those of items.
    """
    for depth, section in enumerate(path):
        if section.kind == kind:
            return path[:depth]
    if kind != PLAIN:
        return path
    upper = [at for at, section in enumerate(path) if section.kind in UPPER]
    return path[: upper[-1] + 1] if upper else path[:1]


def _set_apart(paragraphs: Sequence[Paragraph], markers: Sequence[Marker | None]) -> set[int]:
    """Short lines the file sets apart by their font, two of them or more, each with something below it."""
    found = {
        position
        for position, paragraph in enumerate(paragraphs[:-1])
        if paragraph.heading and markers[position] is None and _is_short(paragraph)
    }
    return found if len(found) > 1 else set()


def _is_short(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return 2 <= len(text) <= 30 and not any(mark in _MARKS for mark in text) and not text.isdecimal()


def _plain_headings(paragraphs: Sequence[Paragraph], markers: Sequence[Marker | None]) -> set[int]:
    found: set[int] = set()
    for position in range(len(paragraphs) - 2, -1, -1):
        leads = markers[position + 1] is not None or position + 1 in found
        if (
            leads
            and _is_short(paragraphs[position])
            and markers[position] is None
            and not paragraphs[position].cells
            and paragraphs[position].gap
        ):
            found.add(position)
    return found
