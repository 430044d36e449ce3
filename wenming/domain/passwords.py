"""What a password must be, and how long it may serve.

The items are those of GB/T 22239-2019 8.1.4.1 (unique identity, complexity, periodic change); the numbers are the
common practice noted in domain.md 10.2.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

MINIMUM, ADMINISTRATORS_MINIMUM = 10, 12
CLASSES_WANTED = 3
NOT_AMONG_THE_LAST = 5
WARNED_BEFORE = timedelta(days=14)
ONE_TIME_FOR = timedelta(hours=72)

Words = Mapping[str, Iterable[str]]
"""What may not stand in the password, by what it is called: {"姓名": ["张某"], "登录名": ["zhang.san"]}."""


def minimum(*, administrator: bool) -> int:
    return ADMINISTRATORS_MINIMUM if administrator else MINIMUM


def rules(*, administrator: bool, days: int) -> list[str]:
    """The rules as shown beside the field; ``days`` 0 is a password that need not be changed."""
    said = [
        f"至少 {minimum(administrator=administrator)} 个字符",
        f"大写字母、小写字母、数字、其他符号四类中至少有 {CLASSES_WANTED} 类",
        "不含姓名、登录名、处室和单位名称，不是常见密码",
        f"不与最近 {NOT_AMONG_THE_LAST} 次用过的相同",
    ]
    return [*said, f"每 {days} 天改一次"] if days else said


def broken_rules(password: str, *, administrator: bool, words: Words) -> list[str]:
    """One sentence for each rule the password breaks; empty for a good one. What was used before is not known here."""
    wanted, broken = minimum(administrator=administrator), []
    if len(password) < wanted:
        who = "管理员的密码" if administrator else "密码"
        broken.append(f"{who}至少要 {wanted} 个字符，现在是 {len(password)} 个。")
    if classes(password) < CLASSES_WANTED:
        broken.append(
            f"要有大写字母、小写字母、数字、其他符号四类中的至少 {CLASSES_WANTED} 类，现在只有 {classes(password)} 类。"
        )
    broken += [f"密码里不能有{called}。" for called, spoken in words.items() if _holds(password, spoken)]
    return broken


def classes(password: str) -> int:
    """How many of the four classes occur; a Chinese character counts as 其他符号."""
    found = {
        "upper" if "A" <= sign <= "Z" else "lower" if "a" <= sign <= "z" else "digit" if "0" <= sign <= "9" else "other"
        for sign in password
    }
    return len(found)


def _holds(password: str, words: Iterable[str]) -> bool:
    """Whether a word occurs, in whatever case. Too short a word (one Chinese character, two letters) is no word."""
    folded = password.casefold()
    return any(len(word) >= (3 if word.isascii() else 2) and word.casefold() in folded for word in words)


def due_at(changed_at: datetime, days: int) -> datetime | None:
    """When the password must be changed; None where it need not."""
    return changed_at + timedelta(days=days) if days else None


def days_left(changed_at: datetime, at: datetime, days: int) -> int | None:
    """Whole days until the change is due, in the time in which one is warned of it; 0 on the last day. Else None."""
    due = due_at(changed_at, days)
    if due is None or due - at > WARNED_BEFORE or due <= at:
        return None
    return (due - at).days
