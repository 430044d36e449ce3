"""Numbers of people and marks of secrecy are noticed, look-alikes are not, and no value leaves unmasked."""

from datetime import date

import pytest

from wenming.domain.language.warnings import Kind, is_card_number, warnings_of

TODAY = date(2026, 3, 2)
ID = "11010519491231002X"


def card(stem: str) -> str:
    """The stem with the check digit that belongs to it."""
    return next(stem + digit for digit in "0123456789" if is_card_number(stem + digit))


def kinds(text: str) -> list[Kind]:
    return [one.kind for one in warnings_of(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证：{ID}。", Kind.ID_NUMBER), ("身份证１１０１０５１９４９１２３１００２ｘ", Kind.ID_NUMBER),
        ("110105 19491231 002X", Kind.ID_NUMBER), ("电话13800138000", Kind.PHONE), ("138-0013-8000", Kind.PHONE),
        ("+86 138 0013 8000", Kind.PHONE), (card("622202020011223"), Kind.BANK_CARD),
        ("卡号 " + card("622202020011223344"), Kind.BANK_CARD), ("机密★10年", Kind.SECRECY), ("秘密★", Kind.SECRECY),
        ("绝密", Kind.SECRECY), ("内部资料 注意保存", Kind.INTERNAL),
    ],
)
def test_noticed(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021", ID[:-1], "1" + ID, "12800138000", "1380013800", "138001380001", "0731-88880000",
        card("622202020011223")[:-1] + "x", "0000000000000000", "保守秘密是义务",
        "统一社会信用代码 91430000MA4L1ABC2D", "2026年3月2日 20260302", "",
        "字" * 3000 + "机密★10年",
    ],
)
def test_not_noticed(text):
    assert kinds(text) == []


def test_values_are_masked_and_counted_once():
    first, second = warnings_of(f"{ID}，{ID.lower()}，13800138000、13900139000", TODAY)
    assert first.sentence("说明") == "说明里像有身份证号 1 处：110***********002X"
    assert second.sentence("说明") == "说明里像有手机号 2 处：138****8000、139****9000"


def test_someone_not_yet_born_has_no_number():
    assert kinds("110105209912310023") == []


def test_a_long_text_is_read_in_one_go():
    assert kinds("1" * 200_000 + " 13800138000") == [Kind.PHONE]
