"""Chinese numerals as official documents write them, up to the thousands and in dates."""

DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN = "零〇○Ｏ一二三四五六七八九两十百千"


def han_number(text: str) -> int | None:
    """十一 → 11, 一百零五 → 105, 二〇一九 → 2019; None for anything that is not a whole number in Chinese."""
    if not text or any(mark not in HAN for mark in text):
        return None
    if not any(mark in _UNITS for mark in text):
        return _digit_by_digit(text)
    total, digit = 0, None
    for mark in text:
        if mark in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[mark]
            digit = None
        else:
            digit = DIGITS[mark]
    return total + (digit or 0)


def _digit_by_digit(text: str) -> int | None:
    return int("".join(str(DIGITS[mark]) for mark in text)) if len(text) <= 4 else None


def whole_number(text: str) -> int | None:
    """A whole number in Arabic (full width too) or Chinese digits, at most nine digits long; else None."""
    plain = text.strip()
    if plain.isdecimal() and len(plain) <= 9:
        return int(plain)
    return han_number(plain)
