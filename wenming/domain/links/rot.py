"""When a link is taken for dead and when its page for another one."""

import re
from datetime import timedelta
from enum import StrEnum

CHECK_EVERY = timedelta(days=30)
CHECK_AGAIN = timedelta(days=3)
"""After a first failure: a site that is down for a night is not a dead link."""
FAILURES_TO_BE_LOST = 2
LEAST_LEFT = 0.5
_SENTENCE_END = re.compile(r"[。！？!?\n\r]+")
_SHORTEST = 8
"""Signs of a sentence that tells one page from another; shorter ones are menus and buttons."""


class LinkState(StrEnum):
    UNKNOWN = "unknown"
    GOOD = "good"
    LOST = "lost"
    CHANGED = "changed"


def state_after(failures: int, *, changed: bool) -> LinkState | None:
    """What a visit leaves the link in, ``failures`` being how many in a row have failed; None for what it was before.
    """
    if failures >= FAILURES_TO_BE_LOST:
        return LinkState.LOST
    if failures:
        return None
    return LinkState.CHANGED if changed else LinkState.GOOD


def left_of(kept: str, now: str) -> float | None:
    """The share of the sentences kept that still stand in the page now, 0 to 1; None where none was kept to compare.
    """
    sentences = _sentences(kept)
    return len(sentences & _sentences(now)) / len(sentences) if sentences else None


def is_changed(kept: str, now: str) -> bool:
    """Whether less than LEAST_LEFT of what was kept still stands there: menus and dates change every day, a text not.
    """
    left = left_of(kept, now)
    return left is not None and left < LEAST_LEFT


def _sentences(text: str) -> set[str]:
    found = ("".join(one.split()) for one in _SENTENCE_END.split(text))
    return {one for one in found if len(one) >= _SHORTEST}
