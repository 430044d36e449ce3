"""Prepared queries answer as the querysets they were made from, and refuse what they could get wrong."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from django.db.models import CharField, Count, DateTimeField, Exists, Max, Min, OuterRef, Value
from django.db.models.functions import Cast
from django.utils import timezone

from wenming.organisation.models import Organisation, Unit
from wenming.plan.models import Task
from wenming.shell.prepared import first, padded, prepared

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@prepared
def _units(organisation_id, *, narrow=False):
    rows = Unit.objects.of(organisation_id).select_related("organisation").order_by("pk")
    return rows.filter(kind=Unit.Kind.DIVISION) if narrow else rows


@prepared
def _of_ids(*ids):
    return Unit.objects.filter(pk__in=ids).values_list("pk", flat=True)


@prepared
def _bodies(name, at):
    return Organisation.objects.filter(name=name, created_at__lt=at).annotate(below=Count("inferiors"))


class Asked(NamedTuple):
    body: int
    name: str | None
    narrow: bool
    ids: tuple[int, ...]


@prepared
def _asked(asked):
    rows = _of_body(asked.body).filter(name=asked.name) if asked.name else _of_body(asked.body)
    rows = rows.filter(kind=Unit.Kind.DIVISION) if asked.narrow else rows
    return rows.filter(pk__in=asked.ids).order_by("pk") if asked.ids else rows.order_by("pk")


def _of_body(organisation_id):
    return Unit.objects.of(organisation_id)


@pytest.fixture
def body():
    return Organisation.objects.create(name="例证局", short_name="例证局", created_at=AT)


def _unit(body, name, kind=Unit.Kind.DIVISION):
    return Unit.objects.create(organisation=body, name=name, kind=kind)


def test_each_call_reads_the_rows_of_its_own_values_as_they_are_now(body, django_assert_num_queries):
    other = Organisation.objects.create(name="例证厅", short_name="例证厅", created_at=AT)
    unit, second = _unit(body, "甲处"), _unit(other, "乙处")
    with django_assert_num_queries(2):
        assert [_units(one.pk) for one in (body, other)] == [[unit], [second]]
    Unit.objects.filter(pk=unit.pk).update(name="丙处")
    with django_assert_num_queries(1):
        assert [(one.name, one.organisation.name) for one in _units(body.pk)] == [("丙处", "例证局")]


def test_what_is_given_by_name_decides_how_the_query_reads(body):
    unit, other = _unit(body, "甲处"), _unit(body, "公司", kind=next(k for k in Unit.Kind if k != Unit.Kind.DIVISION))
    assert _units(body.pk) == [unit, other]
    assert _units(body.pk, narrow=True) == [unit]


def test_values_may_stand_in_tuples_whose_form_decides_how_the_query_reads(body):
    elsewhere = Organisation.objects.create(name="例证厅", short_name="例证厅", created_at=AT)
    other = next(kind for kind in Unit.Kind if kind != Unit.Kind.DIVISION)
    one, two, far = _unit(body, "甲处"), _unit(body, "乙公司", kind=other), _unit(elsewhere, "甲处")
    for _ in range(2):
        assert _asked(Asked(body.pk, None, False, ())) == [one, two]
        assert _asked(Asked(elsewhere.pk, None, False, ())) == [far]
        assert [_asked(Asked(body.pk, name, False, ())) for name in ("甲处", "乙公司")] == [[one], [two]]
        assert _asked(Asked(body.pk, None, True, ())) == [one]
        assert [_asked(Asked(body.pk, None, False, (key, key))) for key in (one.pk, two.pk, far.pk)] == [
            [one], [two], []
        ]


@pytest.mark.parametrize("wrong", [1.5, [1], {}])
def test_other_values_are_refused_in_tuples_too(wrong):
    with pytest.raises(TypeError):
        _of_ids(0, (1, wrong))


def test_many_days_stand_side_by_side(body):
    days = tuple(date(2026, 3, 1) + timedelta(days=n) for n in range(40))
    on_days = prepared(lambda days: Organisation.objects.filter(created_at__date__in=days))
    assert on_days(days) == [body]
    assert on_days(days[1:] + days[-1:]) == []


def test_words_and_moments_and_annotations(body):
    Organisation.objects.create(name="例证处", short_name="例证处", created_at=AT, superior=body)
    assert [(one.pk, one.below) for one in _bodies("例证局", AT + timedelta(seconds=1))] == [(body.pk, 1)]
    assert _bodies("例证局", AT) == []
    assert _bodies("别处", timezone.now()) == []


def test_a_day_comes_out_as_it_went_in(body):
    on_day = prepared(lambda day: Organisation.objects.filter(created_at__date=day))
    assert on_day(date(2026, 3, 1)) == [body]
    assert on_day(date(2026, 3, 2)) == []


def test_a_value_that_is_changed_on_its_way_is_refused():
    with pytest.raises(TypeError):
        prepared(lambda text: Unit.objects.filter(name__icontains=text))("甲")


def test_small_columns_too():
    """PostgreSQL's smallest column turns away what does not fit it before any question is asked."""
    assert prepared(lambda position: Task.objects.filter(position__lt=position))(1) == []


def test_ids_by_any_number(body):
    ids = [_unit(body, f"{n}处").pk for n in range(5)]
    assert len(padded(ids)) == 8
    assert sorted(_of_ids(*padded(ids))) == ids
    assert _of_ids(*padded(ids[:1])) == ids[:1]
    assert first(_of_ids(0)) is None


@pytest.mark.parametrize("wrong", [None, True, 1.5, [1]])
def test_other_values_are_refused(wrong):
    with pytest.raises(TypeError):
        _units(wrong)


def test_a_value_that_decides_the_query_is_refused(body):
    decided = prepared(lambda number: Unit.objects.all() if number else Unit.objects.none())
    with pytest.raises(TypeError):
        decided(body.pk)


def test_moments_days_and_truths_are_read_as_django_reads_them(body):
    for number, until in enumerate((None, date(2026, 3, 1), None)):
        Unit.objects.create(organisation=body, name=f"{number}处", valid_until=until)

    def read():
        rows = Unit.objects.order_by("pk").annotate(last=Max("organisation__created_at"), day=Min("valid_until"))
        return rows.values_list(
            "organisation__created_at", "valid_until", "last", "day", Exists(Unit.objects.filter(pk=OuterRef("pk"))),
            Value(None, DateTimeField()), Cast("valid_until", CharField()),
        )

    assert prepared(read)() == list(read())
    assert prepared(read)()[0][0] == AT
