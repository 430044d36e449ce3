"""One cell into one value: the ways clerks write, and what is refused with how to mend it."""

from datetime import date, datetime

import pytest

from wenming.domain.roster.identity import id_number_of, phone_of
from wenming.domain.roster.values import Unfit, day_of, name_of, party_of, posts_of, status_of, text_of, yes_of

TODAY = date(2026, 3, 2)
GOOD_ID = "43010119780214000X"


@pytest.mark.parametrize("cell", [
    "2020-01-02", "2020/1/2", "2020.1.2", "2020年1月2日", "20200102", "二〇二〇年一月二日", "２０２０－０１－０２",
    "2020-01-02 00:00:00", 43832, 43832.0, "43832", 20200102.0, date(2020, 1, 2), " 2020-1-2 ",
    datetime(2020, 1, 2, 8),  # noqa: DTZ001  as a spreadsheet gives it
])
def test_a_day_is_read_however_it_was_typed(cell):
    assert day_of(cell, TODAY) == date(2020, 1, 2)


@pytest.mark.parametrize(("cell", "day"), [("2020年1月", date(2020, 1, 1)), ("202011", date(2020, 11, 1)), ("", None),
                                           (None, None), ("  ", None)])
def test_a_month_means_its_first_day_and_nothing_is_nothing(cell, day):
    assert day_of(cell, TODAY) == day


@pytest.mark.parametrize(("cell", "reason"), [
    ("2020-02-30", "认不出"), ("至今", "认不出"), (2020, "认不出"), ("2020", "认不出"), (2020.1, "看不出是哪一天"),
    ("2026-03-03", "还没有到"), ("1899-01-01", "太早"), ("#N/A", "公式错误"), (True, "认不出"), ("99999999", "认不出"),
])
def test_what_is_no_day_or_could_be_two_is_refused(cell, reason):
    with pytest.raises(Unfit) as unfit:
        day_of(cell, TODAY)
    assert reason in unfit.value.reason
    assert unfit.value.mend


@pytest.mark.parametrize(("cell", "name"), [("示 范 甲", "示范甲"), ("示范甲\u3000", "示范甲"),
                                            ("\u200b示范甲", "示范甲"),
                                            ("例证•示范", "例证·示范")])
def test_a_name_is_one_however_it_is_spaced(cell, name):
    assert name_of(cell) == name


@pytest.mark.parametrize("cell", ["", None, 12.0, "示" * 61, "#REF!"])
def test_what_is_no_name_is_refused(cell):
    with pytest.raises(Unfit):
        name_of(cell)


@pytest.mark.parametrize(("cell", "text"), [(12.0, "12"), ("'0012", "0012"), (" A１ ", "A1"), (None, ""), (True, "是")])
def test_numbers_as_text_and_text_as_numbers_are_one(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize(("word", "status"), [("在职", "on_post"), ("退 休", "retired"), ("借调", "seconded"),
                                              ("长期病假", "long_leave"), ("调出", "left"), ("", None)])
def test_statuses_go_by_many_words(word, status):
    assert status_of(word) == status


@pytest.mark.parametrize(("word", "member"), [("中共党员", True), ("预备党员", True), ("是", True), ("群众", False),
                                              ("民盟盟员", False), ("", None)])
def test_party_membership_goes_by_many_words(word, member):
    assert party_of(word) is member


@pytest.mark.parametrize("read", [status_of, party_of, lambda cell: yes_of(cell, "班子成员")])
def test_an_unknown_word_is_named_in_the_reason(read):
    with pytest.raises(Unfit, match="某种说法"):
        read("某种说法")


@pytest.mark.parametrize(("cell", "posts"), [("处长、书记", ("处长", "书记")), ("处长,处长", ("处长",)), ("无", ()),
                                             ("", None)])
def test_posts_are_parted_by_any_usual_mark(cell, posts):
    assert posts_of(cell) == posts


@pytest.mark.parametrize(("cell", "reason"), [
    ("43010119780214000", "18 位"), (GOOD_ID[:-1] + "1", "校验"), ("43010119781314000X", "出生日期"),
    ("43010120990214000X", "出生日期"), (4.3010119780214e17, "存成了数字"),
])
def test_an_identity_number_that_cannot_be_is_refused_without_repeating_it(cell, reason):
    with pytest.raises(Unfit) as unfit:
        id_number_of(cell, TODAY)
    assert reason in unfit.value.reason
    assert "4301" not in unfit.value.reason + unfit.value.mend


def test_an_identity_number_is_kept_one_way():
    assert id_number_of(" 430101 19780214 000x", TODAY) == GOOD_ID
    assert id_number_of(None, TODAY) == ""


def test_a_phone_of_ten_digits_is_told_so():
    with pytest.raises(Unfit, match="10 位"):
        phone_of("1380000800")
    assert phone_of(13800008000.0) == "13800008000"
    assert phone_of("") == ""
