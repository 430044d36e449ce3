"""Telephone numbers as they are kept: a mobile number of 11 digits, or area code, dash and number."""

import re
import unicodedata

from wenming.domain.errors import InputRefused

_MOBILE = re.compile(r"1[3-9]\d{9}")
_FIXED = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})")


def checked_phone(text: str) -> str:
    """The number without spaces, brackets and country code. Raises InputRefused naming the field ``phone``."""
    digits = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(\+|00)86", "", digits)
    if _MOBILE.fullmatch(digits):
        return digits
    fixed = _FIXED.fullmatch(digits)
    if fixed:
        return f"{fixed[1]}-{fixed[2]}"
    wrong = "应为 11 位手机号，或带区号的固定电话，如 0731-88880000。"
    raise InputRefused(f"电话没有保存：{wrong}", {"phone": wrong})
