"""Names inside a package that every system can unpack: Windows, macOS, Linux, old and new.

Source: domain.md 9.4 (``任务号_序号_题名_日期``, at most 255 bytes, nothing Windows forbids). Folder and file
budgets add up to at most 400 bytes and 170 characters a path, so that the whole fits beneath a folder of Windows'
260 characters.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
PORTS = [f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"]
RESERVED = frozenset(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *PORTS])
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Budget:
    """How long one part of a path may be."""

    bytes: int
    characters: int


AREA, TASK, FILE = Budget(90, 36), Budget(120, 44), Budget(180, 84)
EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def safe_name(text: str, budget: Budget, otherwise: str = "未命名") -> str:
    """``text`` as one part of a path: nothing forbidden, nothing invisible, no reserved word, within the budget.

    ``otherwise`` stands in where nothing is left.
    """
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if sign in "\t\r\n" else sign for sign in text if sign in "\t\r\n" or _visible(sign))
    text = re.sub(r"\s+", " ", FORBIDDEN.sub("-", text)).strip(" .")
    text = cut(text, budget) or otherwise
    return f"_{text}" if is_reserved(text) else text


def _visible(sign: str) -> bool:
    return unicodedata.category(sign) not in INVISIBLE


def is_plain(part: str) -> bool:
    """One part of a path that stays inside its folder on every system."""
    return part not in {"", ".", ".."} and not FORBIDDEN.search(part) and all(map(_visible, part))


def is_reserved(name: str) -> bool:
    """Windows keeps CON, NUL and the like for devices, with any ending."""
    return name.split(".", maxsplit=1)[0].rstrip(" ").upper() in RESERVED


def cut(text: str, budget: Budget) -> str:
    """The beginning of ``text`` that fits; no character is cut in two, no dot or space is left at the end."""
    text = text[: budget.characters].encode("utf-8", "ignore")[: budget.bytes].decode("utf-8", "ignore")
    return text.rstrip(" .")


def extension_of(name: str) -> str:
    """The ending of a file's name with its dot, in small letters; "" where there is none worth keeping."""
    found = EXTENSION.search(name)
    return f".{found[1].lower()}" if found else ""


def file_name(task_number: str, sequence: str, title: str, on: date, original: str) -> str:
    """任务号_序号_题名_日期.ext; a long title gives way, the number, the date and the ending stay whole."""
    head, tail = f"{_number(task_number)}_{sequence}_", f"_{on:%Y-%m-%d}{extension_of(original)}"
    rest = Budget(FILE.bytes - len((head + tail).encode()), FILE.characters - len(head) - len(tail))
    return head + safe_name(title, rest) + tail


def folder_name(task_number: str, title: str) -> str:
    """任务09_标题."""
    return safe_name(f"任务{_number(task_number)}_{title}", TASK)


def _number(printed: str) -> str:
    """9 → 09, so that folders sort as the plan counts; any other numbering as it is printed."""
    number = safe_name(printed, Budget(24, 12), "0")
    return number.zfill(2) if number.isascii() and number.isdigit() else number


def same_name_key(path: str) -> str:
    """Two paths with the same key cannot stand side by side on a system that ignores case."""
    return unicodedata.normalize("NFC", path).casefold()


@dataclass(slots=True)
class Names:
    """Hands out names, each once: the second 报告 becomes 报告（2）."""

    budget: Budget
    taken: set[str] = field(default_factory=set)

    def take(self, name: str) -> str:
        number, given = 1, name
        while same_name_key(given) in self.taken:
            number += 1
            mark = f"（{number}）"
            room = Budget(self.budget.bytes - len(mark.encode()), self.budget.characters - len(mark))
            given = cut(name, room) + mark
        self.taken.add(same_name_key(given))
        return given
