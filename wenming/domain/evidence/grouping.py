"""Many files at once: which of them belong to one piece of evidence, and what their names already tell about it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .names import title_of

TITLE_LIMIT = 120
_DAY = re.compile(
    r"(?<!\d)(20\d{2})(?:\s*[-_.年]\s*(1[0-2]|0?[1-9])\s*[-_.月]\s*(3[01]|[12]\d|0?[1-9])\s*日?"
    r"|(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_RUNNING = re.compile(r"[\s_\-—.]*[(（\[]?\d{1,6}[)）\]]?$")
_EDGES = " _-—.·、,，"


class Grouping(StrEnum):
    """What makes files one piece of evidence."""

    FOLDER = "folder"
    DAY = "day"
    NAME = "name"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Group:
    """``key`` is the same for files that belong together; ``event_on`` is None where nothing tells the day."""

    key: str
    title: str
    event_on: date | None


def group_of(path: str, taken: date | None, grouping: Grouping) -> Group:
    """The group of the file at ``path`` (folders with /, as the browser or the archive gives them).

    A file without what is grouped by (no folder, no day in the camera's data) goes by its name.
    """
    folder, _, name = path.rpartition("/")
    stem = title_of(name)
    if grouping is Grouping.FOLDER and folder:
        inner = folder.rpartition("/")[2]
        return Group(f"folder:{folder}", _title(inner), day_in(inner) or day_in(folder) or taken)
    if grouping is Grouping.DAY and taken:
        return Group(f"day:{taken.isoformat()}", "", taken)
    if grouping is Grouping.EACH:
        return Group(f"each:{path}", _title(stem), day_in(stem) or taken)
    series = without_number(stem)
    return Group(f"name:{folder}/{series}", _title(series), day_in(stem) or taken)


def without_number(stem: str) -> str:
    """The name without the running number at its end (讲座照片 (2), 讲座照片_03); a date is no running number."""
    day = _DAY.search(stem)
    if day and day.end() == len(stem):
        return stem
    return _RUNNING.sub("", stem).strip(_EDGES) or stem


def day_in(text: str) -> date | None:
    """The day a name tells (20260302 讲座, 2026年3月2日, 2026-3-2), or None."""
    for found in _DAY.finditer(text):
        try:
            return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
        except ValueError:
            continue
    return None


def _title(name: str) -> str:
    """The name without its date, unless nothing else is in it."""
    return (_DAY.sub("", name).strip(_EDGES) or name)[:TITLE_LIMIT]


def lacks(title: str, event_on: date | None, today: date) -> list[str]:
    """What still has to be filled in before it can be filed, a sentence each without a full stop."""
    wanting = [] if title.strip() else ["题名没有填"]
    if event_on is None:
        wanting.append("活动日期没有填")
    elif event_on > today:
        wanting.append("活动日期晚于今天")
    return wanting
