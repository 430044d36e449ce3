"""The published standards of WENMING_STANDARDS, scored as their own sentences say (domain.md 12.2)."""

from fractions import Fraction

import pytest

from wenming.domain.assessment.answers import Achievements, Count, Done, Incidents, Won
from wenming.domain.assessment.keys import keyed
from wenming.domain.assessment.lines import line_of
from wenming.domain.assessment.scheme import Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.assessment.verdicts import Verdict

from .editions import as_read, published

T12 = "7/7-12/t12"


@pytest.fixture(scope="module", params=[published, as_read], ids=["as its file says", "as read"])
def hunan(request):
    return request.param("hunan-szjggw-2017")


@pytest.fixture(scope="module", params=[published, as_read], ids=["as its file says", "as read"])
def enshi(request):
    return request.param("enshi-2017")


@pytest.mark.parametrize(("level", "services", "verdict", "earned"), [
    ("全国文明单位", 7, Verdict.NOT_MET, 0), ("全国文明单位", 8, Verdict.MET, 10),
    ("省级文明单位", 4, Verdict.MET, 10), ("省级文明单位", 3, Verdict.NOT_MET, 0),
    ("没有这一级", 9, Verdict.NOT_COMPUTABLE, 0),
])
def test_services_are_judged_by_the_honour_level(hunan, level, services, verdict, earned):
    done = line_of(score(prepare(hunan, scope=Scope(level)), {T12: Count(services)}), T12)
    assert (done.verdict, done.span.confirmed) == (verdict, earned)


def test_hunan_comes_to_a_hundred_points(hunan):
    total = score(prepare(hunan), {}).total
    assert (total.confirmed, total.possible, total.maximum) == (0, 100, 100)


def test_a_deduction_greater_than_the_line_ends_at_nought(enshi):
    done = line_of(score(prepare(enshi), {"4/4.2/4.2.2": Incidents(1)}), "4/4.2/4.2.2")
    assert (done.span.confirmed, done.span.possible, done.verdict) == (0, 0, Verdict.NOT_MET)
    [because] = done.because
    assert (because.sentence, because.points) == ("单位员工因旅游不文明行为受到相关处理的扣2分", 1)
    assert because.words == "发生 1 次"


def test_three_provincial_awards_end_at_the_cap(enshi):
    key = "9/9.1/9.1.1"
    done = line_of(score(prepare(enshi), {key: Achievements((Won("省部级", 3),))}), key)
    assert (done.span.confirmed, done.verdict) == (2, Verdict.MET)


def test_a_group_counts_no_more_than_its_cap(enshi):
    group = [one for one in enshi if one.code == "10"]
    answers = {key: Done(True) for key, _, node in keyed(enshi) if key.startswith("10/") and not node.children}
    done = line_of(score(prepare(group), answers), "10")
    assert (done.span.confirmed, done.span.maximum) == (30, 30)
    assert done.because[0].words == "合计33.5分，最多计30分"
    assert done.because[0].points == Fraction("3.5")


def test_enshi_comes_to_its_total_with_caps(enshi):
    assert score(prepare(enshi), {}).total.possible == 110
