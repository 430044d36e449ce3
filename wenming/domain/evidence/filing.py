"""When evidence is filed, judged against when the event was (domain.md 11.3: late entries are labelled 补录)."""

from datetime import date, timedelta

LATE_AFTER = timedelta(days=30)
MOST_FILES = 500


def is_late(event_on: date, filed_on: date) -> bool:
    """Whether the filing is a 补录: more than LATE_AFTER has passed since the event."""
    return filed_on - event_on > LATE_AFTER
