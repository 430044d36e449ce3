"""Identity numbers and telephone numbers as a roster's cells hold them."""

from datetime import date

from wenming.domain.errors import InputRefused
from wenming.domain.personal.id_number import checked_id_number
from wenming.domain.personal.phone import checked_phone

from .values import Cell, Unfit, text_of

LONGEST_EXACT = 10**15
"""Beyond this a spreadsheet keeps a number's first fifteen digits alone."""


def id_number_of(cell: Cell, today: date) -> str:
    """An identity number as it is kept, empty for none. Raises Unfit, whose reason repeats no digit of it."""
    if isinstance(cell, float) and cell >= LONGEST_EXACT:
        raise Unfit("身份证号被存成了数字，后几位已经丢失", "把这一列设成文本格式，重新填写")
    text = text_of(cell)
    if not text:
        return ""
    try:
        return checked_id_number(text, on=today)
    except InputRefused as refused:
        raise Unfit(f"身份证号{_reason(refused, 'id_number')}", "对照身份证改正") from None


def phone_of(cell: Cell) -> str:
    """A telephone number as it is kept; empty where there is none. Raises Unfit."""
    text = text_of(cell)
    if not text:
        return ""
    try:
        return checked_phone(text)
    except InputRefused as refused:
        digits = sum(sign.isdigit() for sign in text)
        raise Unfit(f"手机{_reason(refused, 'phone')}，这里是 {digits} 位", "改正，或空着") from None


def _reason(refused: InputRefused, field: str) -> str:
    return refused.fields[field].rstrip("。")
