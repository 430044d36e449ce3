"""A table that says which file is which: its rows held against the files received."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wenming.domain.errors import InputRefused
from wenming.domain.roster.columns import squeezed_head
from wenming.domain.roster.values import Cell, Unfit, day_of, text_of

COLUMNS = {
    "path": "文件名", "title": "题名", "event_on": "活动日期", "place": "地点", "people": "人物", "caption": "说明",
    "task": "任务编号",
}
_OTHERS = {
    "文件": "path", "文件路径": "path", "标题": "title", "活动名称": "title", "日期": "event_on", "时间": "event_on",
    "参加人员": "people", "备注": "caption", "任务": "task", "用在": "task",
}
_KNOWN = {squeezed_head(head): name for name, head in COLUMNS.items()} | _OTHERS
LONGEST = {"title": 120, "place": 120, "people": 200, "caption": 1000}
_HEADS_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``number`` as spreadsheets count, ``cells`` in the order of COLUMNS, ``said`` to write if no fault."""

    number: int
    cells: tuple[str, ...]
    path: str
    said: Mapping[str, str | date | None]
    faults: tuple[str, ...]


def read_mapping(
    cells: Sequence[Sequence[Cell]], paths: Iterable[str], tasks: Mapping[str, str], today: date
) -> list[Line]:
    """Every row that holds anything. ``tasks`` gives what a form sends by the number people write (3, 3-1).

    Raises InputRefused where no row of heads has 文件名 and 题名.
    """
    at, places = _heads(cells)
    known, named = set(paths), Counter(path.rpartition("/")[2] for path in paths)
    by_name = {path.rpartition("/")[2]: path for path in known}
    lines: list[Line] = []
    first_at: dict[str, int] = {}
    for number, row in enumerate(cells[at + 1 :], at + 2):
        written = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        if not any(str(cell if cell is not None else "").strip() for cell in written.values()):
            continue
        faults: list[str] = []
        path = _path(_text(written, "path", faults), known, named, by_name, faults)
        if path in first_at:
            faults.append(f"第 {first_at[path]} 行已写过这个文件")
        first_at.setdefault(path or f"\n{number}", number)
        said = _said(written, tasks, today, faults)
        shown = tuple(_shown(written.get(name)) for name in COLUMNS)
        lines.append(Line(number, shown, path, said, tuple(faults)))
    if not lines:
        raise InputRefused("表头下面没有内容。请看是否选错了文件。")
    return lines


def _heads(cells: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    for at, row in enumerate(cells[:_HEADS_WITHIN]):
        places: dict[str, int] = {}
        for place, head in enumerate(row):
            if name := _KNOWN.get(squeezed_head(head)):
                places.setdefault(name, place)
        if {"path", "title"} <= set(places):
            return at, places
    raise InputRefused("表里没有找到“文件名”和“题名”两列。请用这一批的模板填写。")


def _path(
    written: str, known: set[str], named: Mapping[str, int], by_name: Mapping[str, str], faults: list[str]
) -> str:
    wanted = written.replace("\\", "/").lstrip("/")
    if wanted in known:
        return wanted
    if not wanted:
        faults.append("文件名没有填")
    elif named.get(wanted, 0) > 1:
        faults.append(f"这一批里有 {named[wanted]} 个同名文件，请连文件夹一起写，如“文件夹/{wanted}”")
    elif wanted in by_name:
        return by_name[wanted]
    else:
        faults.append("这一批里没有这个文件，请核对文件名，或先把文件传上来")
    return ""


def _said(
    written: Mapping[str, Cell], tasks: Mapping[str, str], today: date, faults: list[str]
) -> dict[str, str | date | None]:
    said: dict[str, str | date | None] = {}
    for name, most in LONGEST.items():
        said[name] = text = _text(written, name, faults)
        if len(text) > most:
            faults.append(f"{COLUMNS[name]}超过 {most} 个字")
    if not said["title"]:
        faults.append("题名没有填")
    try:
        said["event_on"] = day_of(written.get("event_on"), today)
    except Unfit as unfit:
        faults.append(f"活动日期：{unfit.reason}，{unfit.mend}")
    number = _text(written, "task", faults).removeprefix("任务").strip()
    if number and number not in tasks:
        faults.append(f"没有编号为“{number[:20]}”的任务，或不归这个单位")
    said["serves"] = tasks.get(number, "")
    return said


def _text(written: Mapping[str, Cell], name: str, faults: list[str]) -> str:
    try:
        return text_of(written.get(name))
    except Unfit as unfit:
        faults.append(f"{COLUMNS[name]}：{unfit.reason}，{unfit.mend}")
        return ""


def _shown(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
