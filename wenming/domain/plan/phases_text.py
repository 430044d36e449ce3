"""Phases: sibling headings that carry a window of time, such as （一）筹备发动阶段（2019年11月）。"""

import re
from collections.abc import Iterator, Sequence

from wenming.domain.plan.brackets import outermost
from wenming.domain.plan.dates import Window, parse_window
from wenming.domain.plan.draft import PhaseDraft
from wenming.domain.plan.outline import Section, first_sentence
from wenming.domain.plan.passage import spans_of

_STEPS = re.compile(r"步骤|阶段|进度|时间安排|实施安排|工作安排|日程|推进计划")
_STAGE = re.compile(r"阶段")
_BEHIND_NAME = re.compile(r"[^：:，。]{0,20}[：:，]([^，。；：:]{3,30}?)(?=[，。；：:]|$)")
_BEFORE_NAME = re.compile(r"([^，。；：:为是]{3,30}?)(?:[：:]|[为是](?=[^，。；：:]{2,12}阶段))")
_AFTER_NAME = re.compile(r"[^：:，。]{0,20}[：:，。]\s*(?:时间[：:为]?)?([^，。；：:]{3,30}?)(?=[，。；：:]|$)")
_LABELLED = re.compile(
    r"[（(]?(?:(?:起止|实施|工作|活动)?时间|时限|时段)?[：:为]?\s*([^，。；：:（(）)]{3,30}?)(?=[，。；：:）)]|$)"
)
_STAGE_NAME = re.compile(r"(?:第[一二三四五六]|[\u4e00-\u9fff]{2,10}?)阶段")
_COMMA = re.compile(r"[，,；;]")
_OPEN_END = ("，", "、", ",")


def phase_sections(root: Section) -> list[Section]:
    """The sections that are phases.

    Siblings of which two or more name a window, or one does and the heading above promises steps. A window in the
    text under a heading counts only where the heading, or the one above, promises a phase.
    """
    found: list[Section] = []
    for parent in root.walk():
        if any(above in found for above in _above(parent)):
            continue  # the steps of a phase are no phases of the plan
        _sections_of_stages(parent)
        dated = [child for child in parent.children if window_text(child) and (_promises(child) or _in_heading(child))]
        named = [child for child in parent.children if _STAGE.search(child.title.text)]
        promised = bool(_STEPS.search(parent.title.text))
        if len(dated) >= 2 or (dated and promised):
            found.extend(child for child in parent.children if child in dated or promised or child in named)
        elif len(named) >= 2 or (named and dated):
            found.extend(named)
    return found


def _above(section: Section) -> Iterator[Section]:
    here: Section | None = section
    while here is not None:
        yield here
        here = here.parent


def _sections_of_stages(parent: Section) -> None:
    """Paragraphs such as 动员部署阶段（3月1日至10日）：… under 实施步骤 become sections of their own."""
    if parent.children or not _STEPS.search(parent.title.text):
        return
    for passage in parent.body:
        title = first_sentence(passage)
        section = Section(None, passage, passage, title, plain=True, parent=parent)
        if _STAGE_NAME.match(title.text) and window_text(section):
            parent.children.append(section)
        elif parent.children:
            parent.children[-1].body.append(passage)
    taken = {part.line for child in parent.children for part in child.passages()}
    parent.body = [passage for passage in parent.body if passage.line not in taken]


def _promises(section: Section) -> bool:
    parent = section.parent
    return bool(_STAGE.search(section.title.text) or (parent and _STEPS.search(parent.title.text)))


def window_text(section: Section) -> str:
    """The printed window of a heading: in brackets at its end, after its colon, or first in its text; else empty."""
    return _in_heading(section) or _after_stop(section) or _window_below(section)


def _in_heading(section: Section) -> str:
    title = section.title.text.rstrip("：:。")
    for pair in reversed(outermost(title)):
        inside = title[pair.start + 1 : pair.end - 1]
        for part in (inside, *reversed(_COMMA.split(inside))):  # （动员部署，3月—4月）
            if parse_window(part, "2000-01-01"):
                return part
    for pattern in (_BEHIND_NAME, _BEFORE_NAME):
        found = pattern.match(section.first.text)
        if found and parse_window(found[1], "2000-01-01"):
            return found[1]
    return ""


def _after_stop(section: Section) -> str:
    found = _AFTER_NAME.match(section.first.text)
    return found[1] if found and parse_window(found[1], "2000-01-01") else ""


def _window_below(section: Section) -> str:
    """时间：2023年3月1日—10日 as the first words of the paragraph under the heading."""
    first = section.body[0].text if section.body else ""
    found = _LABELLED.match(first)
    return found[1] if found and parse_window(found[1], "2000-01-01") else ""


def bare_name(title: str) -> str:
    """A heading without the brackets that hold its window and without its final mark."""
    parts, at = [], 0
    for pair in outermost(title):
        if parse_window(title[pair.start + 1 : pair.end - 1], "2000-01-01"):
            parts.append(title[at : pair.start])
            at = pair.end
    return "".join([*parts, title[at:]]).strip().strip("。：:；，、 ")


def read_phases(sections: Sequence[Section], issued_on: str | None) -> list[tuple[PhaseDraft, Window | None]]:
    """One draft per section with the window as read; years that are not printed come from ``issued_on``."""
    result = []
    for position, section in enumerate(sections, start=1):
        printed = window_text(section)
        window = parse_window(printed, issued_on) if printed else None
        name = _name(section, printed)
        if section.marker and section.marker.kind == "stage" and not name:
            name = section.marker.number
        text = "\n".join(passage.text for passage in section.passages())
        confidence = 0.3 if window is None else 0.75 if window.inferred else 0.97
        start, end = (window.start, window.end) if window else (None, None)
        spans = spans_of([section.whole, *section.body])
        result.append((PhaseDraft(f"p{position}", name, start, end, text, spans, confidence), window))
    return result


def _name(section: Section, printed: str) -> str:
    """The heading without its window: 宣传阶段 of 3月1日至15日为宣传阶段, 制定方案 of 2022年3月：制定方案."""
    title = section.title.text
    if printed and title.startswith(printed):
        return bare_name(title[len(printed) :].lstrip("为是：:，"))
    return bare_name(title.split("：")[0] if _STAGE.search(title) else title)


def is_unfinished(text: str) -> bool:
    """A paragraph that stops at a comma."""
    return text.rstrip().endswith(_OPEN_END)
