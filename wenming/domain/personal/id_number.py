"""The citizen's identity number: GB 11643-1999 (18 characters: region 6, birth date 8, order 3, check digit 1)."""

import re
import unicodedata
from datetime import date

from wenming.domain.errors import InputRefused

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_REGIONS = {
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, *range(81, 84),
}
"""GB/T 2260: the first two digits name a province; 81–83 are residence permits of Hong Kong, Macao and Taiwan."""
OLDEST = date(1900, 1, 1)


def checked_id_number(text: str, *, on: date) -> str:
    """The number as it is kept: 18 characters, a capital X. Raises InputRefused naming the field ``id_number``.

    ``on`` is today: nobody is born later.
    """
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    wrong = _what_is_wrong(number, on)
    if wrong:
        raise InputRefused(f"身份证号没有保存：{wrong}", {"id_number": wrong})
    return number


def _what_is_wrong(number: str, on: date) -> str:
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return "应为 18 位，前 17 位是数字，最后一位是数字或 X。"
    if int(number[:2]) not in _REGIONS:
        return "前两位不是省级行政区划代码，请核对。"
    born = birth_date(number)
    if born is None or not OLDEST <= born <= on:
        return "第 7 至 14 位不是可能的出生日期，请核对。"
    if number[17] != check_digit(number):
        return "最后一位校验码不对，多半有一位填错，请对照证件核对。"
    return ""


def check_digit(number: str) -> str:
    """The 18th character that belongs to the first 17 digits (ISO 7064, MOD 11-2)."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]


def birth_date(number: str) -> date | None:
    """The day of birth that a number of 18 characters holds, or None where it is no day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
