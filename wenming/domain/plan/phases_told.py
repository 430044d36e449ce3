"""Phases told in one sentence: 第一阶段（6月2日至6月10日）企业自查；第二阶段（…）…"""

import re

from wenming.domain.plan.dates import Window, parse_window
from wenming.domain.plan.draft import PhaseDraft
from wenming.domain.plan.outline import Section
from wenming.domain.plan.passage import Passage

_TOLD = re.compile(
    r"(?P<stage>第[一二三四五六]阶段|[\u4e00-\u9fff]{2,8}阶段)(?:为|是)?[：:]?[（(](?P<when>[^（()）]{2,30})[）)]"
    r"[，、：:为是]?(?P<name>[^，。；：:]{0,30})"
)


def phases_in_sentences(root: Section, issued_on: str | None) -> list[tuple[PhaseDraft, Window | None]]:
    """第一阶段（6月2日至6月10日）企业自查；第二阶段（…）…: two phases or more told in one paragraph."""
    for section in root.walk():
        for passage in section.passages():
            told = [one for one in _TOLD.finditer(passage.text) if parse_window(one["when"], "2000-01-01")]
            if len(told) >= 2:
                return [_told(passage, one, at, issued_on) for at, one in enumerate(told, start=1)]
    return []


def _told(passage: Passage, one: re.Match[str], at: int, issued_on: str | None) -> tuple[PhaseDraft, Window | None]:
    window = parse_window(one["when"], issued_on)
    name = one["name"].strip() or one["stage"]
    spans = passage.slice(one.start(), one.end()).pieces
    confidence = 0.3 if window is None else 0.75
    start, end = (window.start, window.end) if window else (None, None)
    return PhaseDraft(f"p{at}", name, start, end, one.group(), spans, confidence), window
