"""When evidence is filed, judged against when the event was (domain.md 11.3: late entries are labelled 补录)."""

from datetime import date, timedelta

LATE_AFTER = timedelta(days=30)
MOST_FILES = 500


def is_late(event_on: date, filed_on: date) -> bool:
    """Whether the filing is a 补录: more than LATE_AFTER has passed since the event."""
    return filed_on - event_on > LATE_AFTER


def doubted_words(day: date) -> str:
    """What is said of a day a camera wrote that cannot be."""
    return f"照片里记的拍摄时间是 {day.year} 年，相机时钟不准，拍摄时间按未知处理。"
