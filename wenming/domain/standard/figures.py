"""Numbers as standards write them, exact: 3, 0.5, 两, 二十, 半, and the words things are counted in."""

from fractions import Fraction

from wenming.domain.plan.numerals import han_number

NUMBER = r"(?:\d{1,9}(?:\.\d{1,6})?|[零〇一二三四五六七八九十百千两]{1,6}|半)"
"""In text that is ``even``."""
UNIT = (
    r"(?:个百分点|百分点|人次|场次|课时|学时|小时|分钟|个月|万元|个|项|次|篇|条|人|幅|处|本|期|份|张|场|件|起|名|种|元|天|户|"
    r"对|支|节|例|块|册|家|位|批|类|方面|%|‰)"
)
_HALF = Fraction(1, 2)


def number(text: str) -> Fraction | None:
    """None for what is no number."""
    if text == "半":
        return _HALF
    if text[:1].isascii() and text[:1].isdigit():
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            return None
    found = han_number(text)
    return None if found is None else Fraction(found)


def shown(value: Fraction) -> str:
    """As a person writes it: 4, 0.5; 1/3 where no decimal of four places is exact."""
    if value.denominator == 1:
        return str(value.numerator)
    short = f"{float(value):.4f}".rstrip("0")
    return short if Fraction(short) == value else f"{value.numerator}/{value.denominator}"
