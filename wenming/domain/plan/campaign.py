"""What a campaign takes from its plan: its name, and the slugs of the usual phases."""

import re

_PLAN = re.compile(r"(?:实施|工作|活动|创建工作)?(?:总体|具体)?方案|(?:实施|工作)(?:意见|要点|计划)")
_SLUGS = (
    ("筹备发动", "mobilise"), ("组织实施", "implement"), ("总结提高", "consolidate"), ("自查迎检", "prepare_review"),
)  # fmt: skip


def campaign_name(title: str) -> str:
    """The plan's title without the word for plan: 创建全国文明单位工作方案（2027年） → 创建全国文明单位（2027年）."""
    bare = _PLAN.sub("", title).strip()
    return bare or title


def phase_slug(name: str) -> str:
    """The glossary's slug of a phase by the words of its name; empty for a phase of another kind."""
    return next((slug for words, slug in _SLUGS if words in name), "")
