"""When a photograph leaves a doubt. A doubt is told to whoever reviews and never stops anything (domain.md 11.3)."""

from datetime import date, datetime, timedelta
from enum import StrEnum

BURST = timedelta(seconds=10)
"""Two pictures alike, taken within this, are one press of the button held down."""
DAYS_BESIDE = 1
"""An evening that runs past midnight, a camera set a little wrong."""


class Doubt(StrEnum):
    SAME = "same"
    BURST = "burst"
    DATE = "date"


def doubt_of_two(
    taken: datetime | None, other_taken: datetime | None, event_on: date, other_event_on: date
) -> Doubt | None:
    """Of two pictures that look alike, each filed for an event: two of one burst may both show the same event."""
    if taken and other_taken and taken != other_taken and abs(taken - other_taken) <= BURST:
        return Doubt.BURST if event_on != other_event_on else None
    return Doubt.SAME


def days_apart(taken_on: date | None, event_on: date) -> int:
    """Days between the day the camera wrote and the event; nought where that is no reason to ask."""
    days = abs((taken_on - event_on).days) if taken_on else 0
    return days if days > DAYS_BESIDE else 0


def mark_of(doubt: Doubt) -> str:
    """The few characters that stand for it in a list."""
    return "日期存疑" if doubt is Doubt.DATE else "疑似重复"


def changed_words(*, is_mirrored: bool, is_cropped: bool) -> str:
    """How the one was made from the other, as far as is seen; empty where nothing was."""
    return "、".join(word for word, is_so in (("镜像", is_mirrored), ("裁剪", is_cropped)) if is_so)
