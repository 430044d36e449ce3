"""One cell of a roster into one value. What could mean two things is refused with how to mend it, never guessed."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum

from wenming.domain.plan.dates import iso_date

Cell = str | float | int | bool | date | datetime | None
EARLIEST = date(1930, 1, 1)
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_959, 73_051)
"""Day numbers of Excel from 1930 to 2099."""


class Status(StrEnum):
    """The statuses a person of the roster may have; the same values as ``Person.Status``."""

    ON_POST = "on_post"
    RETIRED = "retired"
    SECONDED = "seconded"
    LONG_LEAVE = "long_leave"
    LEFT = "left"


IN_SERVICE = (Status.ON_POST, Status.SECONDED, Status.LONG_LEAVE)
"""Who is on the body's establishment, wherever he works at the moment."""

_STATUS_WORDS = {
    Status.ON_POST: "在岗 在职 在编 在编在岗 在职在岗 正式 在册 是 上班 现职 返岗 试用期",
    Status.RETIRED: "离退休 退休 离休 已退休 退休人员 离退 内退 提前退休",
    Status.SECONDED: "借调在外 借调 借出 外借 抽调 挂职 派驻 驻村 借调外单位 跟班学习 外派",
    Status.LONG_LEAVE: "长期休假 长期请假 长假 长期病假 病假 长病 长期病休 病休 产假 事假 长期事假 停薪留职 休假",
    Status.LEFT: "已调离 调离 调出 调走 离职 已离职 辞职 辞退 开除 解聘 去世 死亡 病故 已故 调任",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}
_PARTY_WORDS = "中共党员 党员 中国共产党党员 共产党员 中共预备党员 预备党员 中共正式党员 正式党员 是 √ ✓"
_NO_PARTY_WORDS = (
    "群众 共青团员 团员 无党派 无党派人士 无党派民主人士 民主党派 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 "
    "民革党员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 入党积极分子 "
    "否 非党员 非中共党员 无 × x"
)
_YES_WORDS, _NO_WORDS = "是 √ ✓ y yes 对 1", "否 × x n no 不是 0 非 无"
_PARTY = {word: word in _PARTY_WORDS.split() for word in f"{_PARTY_WORDS} {_NO_PARTY_WORDS}".split()}
_YES = {word: word in _YES_WORDS.split() for word in f"{_YES_WORDS} {_NO_WORDS}".split()}
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_SPLIT = re.compile(r"[、,，;；/\n]+")
_FULL = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_BLANK = re.compile(r"\s+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")


class Unfit(Exception):
    """The cell cannot be taken: ``reason`` what is wrong, ``mend`` what to do about it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


def text_of(cell: Cell) -> str:
    """The cell as one width of letters without blanks around; whole numbers without their decimal point.

    Raises Unfit for what a formula left behind as an error.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", str(cell))).strip().lstrip("'").strip()
    if text.upper() in _ERRORS:
        raise Unfit(f"格子里是公式错误 {text}", "在表里改成实际内容")
    return text


def name_of(cell: Cell) -> str:
    """A person's name without blanks (示 范 甲); one kind of dot between the parts of a longer one."""
    name = _BLANK.sub("", text_of(cell)).replace("•", "·").replace("．", "·").replace("・", "·")
    if not name:
        raise Unfit("姓名没有填", "补上姓名，或删去这一行")
    if name.isdigit() or len(name) > 60:
        raise Unfit(f"“{name[:20]}”不像姓名", "看是否串了列")
    return name


def number_of(cell: Cell) -> str:
    """A staff number as text, without blanks."""
    number = _BLANK.sub("", text_of(cell))
    if len(number) > 30:
        raise Unfit("工号超过 30 个字", "看是否串了列")
    return number


def unit_text(cell: Cell) -> str:
    """The printed name of a unit, without blanks."""
    return _BLANK.sub("", text_of(cell))[:80]


def posts_of(cell: Cell) -> tuple[str, ...] | None:
    """The posts named, each once; None where the cell is empty, () where it says that there is none."""
    text = text_of(cell)
    if not text:
        return None
    titles = tuple(dict.fromkeys(_BLANK.sub("", part) for part in _SPLIT.split(text) if part.strip()))
    if titles in {("无",), ("—",), ("-",)}:
        return ()
    if any(len(title) > 60 for title in titles):
        raise Unfit("职务超过 60 个字", "几个职务用顿号隔开")
    return titles


def status_of(cell: Cell) -> Status | None:
    """None where the cell is empty."""
    text = _BLANK.sub("", text_of(cell))
    if not text:
        return None
    if text not in _STATUSES:
        raise Unfit(f"人员状态“{text[:20]}”认不出", "改为在岗、离退休、借调在外、长期休假、已调离之一")
    return _STATUSES[text]


def party_of(cell: Cell) -> bool | None:
    """Whether a member of the Communist Party; one on probation (预备党员) counts, as in the party's own statistics."""
    text = _BLANK.sub("", text_of(cell)).lower()
    if not text:
        return None
    if text not in _PARTY:
        raise Unfit(f"政治面貌“{text[:20]}”认不出", "改为中共党员、群众等通用写法，或是、否")
    return _PARTY[text]


def yes_of(cell: Cell, title: str) -> bool | None:
    text = _BLANK.sub("", text_of(cell)).lower()
    if not text:
        return None
    if text not in _YES:
        raise Unfit(f"{title}“{text[:20]}”看不出是还是否", "填是或否")
    return _YES[text]


def day_of(cell: Cell, today: date) -> date | None:
    """A day typed in any of the usual ways; a month means its first day. None where the cell is empty.

    Raises Unfit for what cannot be a day, could be two, or lies before EARLIEST or after ``today``.
    """
    day = _day(cell)
    if day is None:
        return None
    if day > today:
        raise Unfit(f"日期 {day.isoformat()} 还没有到", "到那一天之后再登记")
    if day < EARLIEST:
        raise Unfit(f"日期 {day.isoformat()} 太早", "核对年份")
    return day


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and not cell.is_integer() and int(cell) not in _SERIALS:
        raise Unfit(f"“{cell}”看不出是哪一天", "写成 2024-07-01 的样子")
    text = text_of(int(cell) if isinstance(cell, float) else cell)
    if not text:
        return None
    try:
        found = _written(text)
    except ValueError:
        found = None
    if found is None:
        raise Unfit(f"日期“{text[:20]}”认不出", "写成 2024-07-01 的样子")
    return found


def _written(text: str) -> date | None:
    """The day ``text`` writes. Raises ValueError for one the calendar does not have."""
    if full := _FULL.fullmatch(text):
        return date(int(full[1]), int(full[2]), int(full[3]))
    if month := _MONTH.fullmatch(text):
        return date(int(month[1]), int(month[2]), 1)
    if re.fullmatch(r"(19|20)\d{6}", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"(19|20)\d{4}", text):
        return date(int(text[:4]), int(text[4:]), 1)
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(text))
    spelled = iso_date(text)
    return date.fromisoformat(spelled) if spelled else None
