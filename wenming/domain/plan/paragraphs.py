"""Lines into paragraphs: what was broken for the width of a page is set together again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wenming.domain.plan.brackets import unclosed
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.lines import Line
from wenming.domain.plan.passage import Passage, joined, whole_line

_LOOK_AHEAD = 3
_SLACK = 6
_LONG_LINE, _FEW_LINES, _WIDEST_PAGE = 20, 12, 120
_MOST_JOINED = 400
_LONGEST = 8000
_NARROW = re.compile("[\0-\xff]+")
_END_MARKS = "。！？；：:;!?"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``gap``: an empty line stands above. ``indent``: blanks before the text. ``cells``: a table row.

    ``continues`` and ``heading`` as in ``Line``.
    """

    passage: Passage
    gap: bool
    indent: int
    cells: tuple[str, ...] | None = None
    continues: bool | None = None
    heading: bool = False

    @property
    def text(self) -> str:
        return self.passage.text


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Join broken lines; empty ones vanish into ``gap``.

    Joined are: a line its file says goes on; one ending in 、 with the next; a 《 or （ closed within three lines; and,
    in a document whose lines mostly end at one width (a copy of a page), a line of that width ending in mid-sentence.
    """
    singles = _singles(lines)
    width = page_width([single.text for single in singles])
    groups: list[list[Paragraph]] = []
    whole = ""
    for position, single in enumerate(singles):
        if groups and not groups[-1][0].cells and _continues(whole, groups[-1][-1].text, singles, position, width):
            groups[-1].append(single)
            whole += single.text
        else:
            groups.append([single])
            whole = single.text
    return [_merged(group) for group in groups]


def _merged(group: Sequence[Paragraph]) -> Paragraph:
    first = group[0]
    if len(group) == 1:
        return first
    return Paragraph(joined(part.passage for part in group), first.gap, first.indent)


def _singles(lines: Sequence[Line]) -> list[Paragraph]:
    result, gap = [], False
    for line in lines:
        passage = whole_line(line.number, line.text)
        if passage.text:
            indent = len(line.text) - len(line.text.lstrip())
            result.append(Paragraph(passage, gap, indent, line.cells, line.continues, line.heading))
        gap = not passage.text
    return result


def _continues(whole: str, last: str, singles: Sequence[Paragraph], position: int, width: int) -> bool:
    following = singles[position]
    if following.cells or len(whole) > _LONGEST:
        return False
    if following.continues or parse_marker(following.text):
        return bool(following.continues)
    if len(whole) <= _MOST_JOINED:
        if last.endswith("、"):
            return True
        if owed := unclosed(whole):
            ahead = singles[position : position + _LOOK_AHEAD]
            return any(owed in part.text.replace(")", "）") for part in ahead)
    return following.continues is None and _wrapped(last, following, width)


def _wrapped(last: str, following: Paragraph, width: int) -> bool:
    if not width or following.gap or following.indent:
        return False
    return print_width(last) >= width - _SLACK and last[-1] not in _END_MARKS


def print_width(text: str) -> int:
    """Columns on paper: two for a Chinese character, one for a Latin one."""
    return 2 * len(text) - sum(map(len, _NARROW.findall(text)))


def page_width(texts: Sequence[str]) -> int:
    """The columns at which the lines of a copied page end, or 0 where a line is a whole paragraph.

    A copied page has twelve long lines or more, six in ten of one width, and most of those stop in mid-sentence.
    """
    long = [(print_width(text), text[-1] in _END_MARKS + "）)") for text in texts if len(text) >= _LONG_LINE]
    if len(long) < _FEW_LINES:
        return 0
    usual, _ = Counter(width // 2 * 2 for width, _ in long).most_common(1)[0]
    near = [ended for width, ended in long if abs(width - usual) <= _SLACK]
    copied = len(near) >= 0.6 * len(long) and near.count(False) >= 0.6 * len(near)
    return usual if copied and usual <= _WIDEST_PAGE else 0
