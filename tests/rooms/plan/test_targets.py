"""Measuring targets."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign, make_target
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, NotFound
from wenming.domain.plan.targets import Verdict
from wenming.plan.access import tasks as access
from wenming.plan.actions.targets import record_measurement
from wenming.plan.models import Measurement
from wenming.plan.queries.targets import measurements_of, target_view, targets_of


@pytest.fixture
def made(cast):
    return make_campaign(cast)


@pytest.fixture
def target(made):
    return made.targets[0]


def measured(cast, target, numerator, denominator=482, *, as_of=TODAY, who="lead"):
    return record_measurement(
        target=target, as_of=as_of, numerator=numerator, denominator=denominator, by=cast.viewers[who], at=NOW
    )


def test_a_measurement_is_judged_by_its_exact_fraction(cast, target):
    measured(cast, target, 449)
    reading = target_view(target).latest.reading
    assert (reading.verdict, reading.shown, reading.words) == (Verdict.SHORT, "93.15%", "还差 9 人")
    entry = AuditEntry.objects.get(kind="plan.measurement_recorded")
    assert entry.after["value"] == "449/482"


def test_without_a_measurement_there_is_no_data(target):
    assert target_view(target).latest.reading.verdict is Verdict.NO_DATA


def test_a_denominator_of_nought_is_recorded_and_says_why_there_is_no_verdict(cast, target):
    measured(cast, target, 0, 0)
    reading = target_view(target).latest.reading
    assert (reading.verdict, reading.words) == (Verdict.NO_DATA, "分母为 0，无法计算")


def test_the_later_of_one_day_stands_and_the_earlier_stays_on_record(cast, target):
    first, second = measured(cast, target, 400), measured(cast, target, 460)
    rows = [(row.pk, replaced) for row, _reading, replaced in measurements_of(target)]
    assert rows == [(second.pk, False), (first.pk, True)]
    assert target_view(target).latest.reading.verdict is Verdict.MET


def test_a_figure_of_an_earlier_day_does_not_stand_for_today(cast, target):
    measured(cast, target, 460)
    measured(cast, target, 100, as_of=TODAY - timedelta(30))
    view = target_view(target)
    assert view.latest.as_of == TODAY
    assert [point.measurement.numerator for point in view.points] == [100, 460]
    assert view.line is not None


@pytest.mark.parametrize(("numerator", "denominator", "as_of"), [
    (-1, 10, TODAY), (11, 10, TODAY), (1, None, TODAY), (1, -1, TODAY), (1, 10, TODAY + timedelta(1)),
])
def test_what_cannot_be_is_refused(cast, target, numerator, denominator, as_of):
    with pytest.raises(InputRefused):
        measured(cast, target, numerator, denominator, as_of=as_of)
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(("who", "allowed"), [
    ("office", True), ("lead", True), ("responsible", False), ("head", False), ("member", False), ("leader", False),
    ("expert", False), ("system_admin", False), ("security_admin", False), ("audit_admin", False), ("stranger", False),
])
def test_who_may_measure(cast, target, who, allowed):
    assert access.may_measure(cast.viewers[who], target) is allowed
    if allowed:
        measured(cast, target, 1, who=who)
    else:
        with pytest.raises(NotFound if who == "stranger" else NotAllowed):
            measured(cast, target, 1, who=who)


def test_a_former_lead_unit_measures_no_more(cast, made, target):
    made.tasks[0].duties.filter(unit=cast.lead).update(state="withdrawn")
    assert not access.may_measure(cast.viewers["lead"], target)


def test_all_targets_cost_two_reads(cast, made, django_assert_num_queries):
    make_target(made.tasks[1], "注册志愿者≥30%")
    with django_assert_num_queries(2):
        assert len(targets_of(cast.organisation.pk, made.campaign)) == 2


# --- the pages --------------------------------------------------------------------------------------------------------


def test_reporting_with_a_list_as_proof(cast, target):
    client, address = cast.client("lead"), reverse("plan:target", args=[target.pk])
    today = timezone.localdate()
    answer = client.post(address, {
        "as_of": today.isoformat(), "numerator": "449", "denominator": "482", "exclusions": "长期病假 2 人",
        "proof": SimpleUploadedFile("名单.csv", "姓名\n甲\n".encode()),
    })
    assert answer.status_code == 303
    row = Measurement.objects.get()
    assert (row.numerator, row.denominator, row.exclusions, row.as_of) == (449, 482, "长期病假 2 人", today)
    assert row.proof.original_name == "名单.csv"
    given = client.get(reverse("plan:proof", args=[target.pk, row.pk]))
    assert b"".join(given.streaming_content) == "姓名\n甲\n".encode()
    close(given)
    body = client.get(address).content.decode()
    assert "93.15%" in body
    assert "还差 9 人" in body


@pytest.mark.parametrize("data", [
    {"as_of": "2030-01-01", "numerator": "449", "denominator": "482"},
    {"as_of": "2026-01-01", "numerator": "500", "denominator": "482"},
    {"as_of": "2026-01-01", "numerator": "449", "denominator": ""},
    {"as_of": "", "numerator": "449", "denominator": "482"},
    {"as_of": "2026-01-01", "numerator": "9" * 40, "denominator": "9" * 41},
])
def test_a_refused_form_keeps_what_was_typed(cast, target, data):
    answer = cast.client("lead").post(reverse("plan:target", args=[target.pk]), {**data, "exclusions": "借调 1 人"})
    assert answer.status_code == 422
    assert "借调 1 人" in answer.content.decode()
    assert not Measurement.objects.exists()


def test_a_responsible_unit_posting_the_form_is_refused(cast, target):
    data = {"as_of": "2026-01-01", "numerator": "1", "denominator": "2"}
    assert cast.client("responsible").post(reverse("plan:target", args=[target.pk]), data).status_code == 403
    assert not Measurement.objects.exists()


def test_the_list_answers_with_its_numbers(cast, made, target):
    make_target(made.tasks[1], "注册志愿者≥30%", value_numerator=30)
    measured(cast, target, 460)
    client = cast.client("leader")
    assert "2 项目标：1 项达标，0 项未达标，1 项无数据" in client.get(reverse("plan:targets")).content.decode()
    only_met = client.get(reverse("plan:targets", query={"verdict": "met"})).content.decode()
    assert "注册志愿者" not in only_met


def test_dates_are_those_of_the_body_not_of_greenwich(cast, target):
    """At eight in the morning in Beijing it is still yesterday elsewhere."""
    at = NOW.replace(hour=1)
    row = record_measurement(
        target=target, as_of=date(2026, 3, 2), numerator=1, denominator=2, by=cast.office, at=at
    )
    assert row.as_of == date(2026, 3, 2)


@pytest.mark.parametrize(("name", "warned"), [("名单（机密★10年）.csv", True), ("名单.csv", False)])
def test_a_mark_of_secrecy_in_the_name_of_a_proof_warns_and_takes_the_file(cast, target, name, warned):
    client, address = cast.client("lead"), reverse("plan:target", args=[target.pk])
    answer = client.post(address, {
        "as_of": timezone.localdate().isoformat(), "numerator": "449", "denominator": "482",
        "proof": SimpleUploadedFile(name, "姓名\n甲\n".encode()),
    })
    assert answer.status_code == 303
    page = client.get(address).content.decode()
    assert ("机密★10年”字样：涉密文件不得上传" in page, "已填报" in page) == (warned, True)
