"""What in a text should warn whoever hands it in: numbers of people, marks of secrecy. Never a refusal.

Sources: GB 11643-1999 (identity number), ISO/IEC 7812-1 (card number and its check digit), GB 9704 and
《国家秘密定密管理暂行规定》 (marks of secrecy stand on the first page).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wenming.domain.errors import InputRefused
from wenming.domain.files.secrecy import secrecy_mark
from wenming.domain.personal.id_number import checked_id_number
from wenming.domain.personal.masks import mask_id_number, mask_phone

from .runs import folded

FIRST_PAGE = 1200
"""Characters: about two printed pages, so that a mark in the head is seen and a word in the body is not."""
SHOWN = 3
_BOUND = r"(?<![0-9A-Za-z.])"
_ID_NUMBER = re.compile(_BOUND + r"[1-9]\d{5}[ -]?(?:19|20)\d{6}[ -]?\d{3}[\dx](?![0-9a-z])")
_MOBILE = re.compile(_BOUND + r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9a-z])")
_CARD = re.compile(_BOUND + r"[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![0-9a-z])")
_INTERNAL = re.compile(r"内部资料|内部文件|仅供内部|注意保存|不得外传")


class Kind(StrEnum):
    ID_NUMBER = "id_number"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    SECRECY = "secrecy"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def advice(self) -> str:
        return _ADVICE[self]


_LABELS = {
    Kind.ID_NUMBER: "身份证号", Kind.PHONE: "手机号", Kind.BANK_CARD: "银行卡号", Kind.SECRECY: "密级字样",
    Kind.INTERNAL: "内部资料字样",
}
_PERSONAL = "与证明无关的，请遮住后重新上传；确需保留的，请写明理由。"
_ADVICE = {
    Kind.ID_NUMBER: _PERSONAL, Kind.PHONE: _PERSONAL, Kind.BANK_CARD: _PERSONAL,
    Kind.SECRECY: "涉密文件不得上传。确实涉密的，请马上撤回并报告本单位保密办；不涉密的，请写明理由。",
    Kind.INTERNAL: "请核对能否放进本系统、公开范围是否合适；可以的，请写明理由。",
}


@dataclass(frozen=True, slots=True)
class Found:
    """``masked`` are the first few values as they may be shown; the values themselves go nowhere."""

    kind: Kind
    count: int
    masked: tuple[str, ...]

    def sentence(self, place: str) -> str:
        """``place`` is where the text stands: 说明, 正文, a file's name."""
        if self.kind in {Kind.SECRECY, Kind.INTERNAL}:
            return f"{place}里有“{self.masked[0]}”字样"
        return f"{place}里像有{self.kind.label} {self.count} 处：{'、'.join(self.masked)}"


def warnings_of(text: str, on: date) -> list[Found]:
    """What stands in ``text``, each number once; ``on`` is today."""
    read = folded(text)
    ids = _numbers(_ID_NUMBER, read, lambda number: _is_id_number(number, on))
    cards = [one for one in _numbers(_CARD, read, is_card_number) if one not in ids]
    phones = [one[-11:] for one in _numbers(_MOBILE, read, lambda _: True)]
    found = [
        _found(Kind.ID_NUMBER, [mask_id_number(one.upper()) for one in ids]),
        _found(Kind.PHONE, [mask_phone(one) for one in phones]),
        _found(Kind.BANK_CARD, [mask_id_number(one) for one in cards]),
        _found(Kind.SECRECY, [mark] if (mark := secrecy_mark(read[:FIRST_PAGE])) else []),
        _found(Kind.INTERNAL, [one[0]] if (one := _INTERNAL.search(read[:FIRST_PAGE])) else []),
    ]
    return [one for one in found if one]


def is_card_number(digits: str) -> bool:
    """16 to 19 digits whose check digit is right (Luhn)."""
    if not 16 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * 2 if place % 2 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _found(kind: Kind, masked: list[str]) -> Found | None:
    return Found(kind, len(masked), tuple(masked[:SHOWN])) if masked else None


def _numbers(pattern: re.Pattern[str], text: str, is_one: Callable[[str], bool]) -> list[str]:
    """The different numbers a pattern finds, without blanks and dashes, in their order."""
    bare = (re.sub(r"[ -]", "", found[0]) for found in pattern.finditer(text))
    return list(dict.fromkeys(one for one in bare if is_one(one)))


def _is_id_number(number: str, on: date) -> bool:
    try:
        checked_id_number(number, on=on)
    except InputRefused:
        return False
    return True
