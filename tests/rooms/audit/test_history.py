"""What happened to a thing, in sentences, in one query."""

from datetime import timedelta

from django.db import transaction

from tests.cast import NOW
from wenming.audit.actions import record
from wenming.audit.models import AuditEntry
from wenming.audit.queries import HistoryLine, history, history_of, sentence

UNIT = "organisation.unit"


def write(kind, viewer, on, at=NOW, **more):
    with transaction.atomic():
        return record(kind, by=viewer, at=at, on=on, **more)


def test_latest_first_in_sentences(cast, told):
    renamed = told("“{before[name]}”改名为“{after[name]}”")
    write(renamed, cast.office, cast.lead, before={"name": "甲处"}, after={"name": "乙处"}, reason="机构调整")
    write(renamed, cast.office, cast.lead, NOW + timedelta(hours=1), before={"name": "乙处"}, after={"name": "丙处"})
    assert history_of(cast.organisation.pk, UNIT, cast.lead.pk) == [
        HistoryLine(NOW + timedelta(hours=1), "办公室经办人", "“乙处”改名为“丙处”", ""),
        HistoryLine(NOW, "办公室经办人", "“甲处”改名为“乙处”", "机构调整"),
    ]


def test_many_things_cost_one_query_and_others_stay_out(cast, told, django_assert_num_queries):
    kind = told("办理“{label}”")
    for unit in (cast.lead, cast.responsible, cast.third):
        write(kind, cast.office, unit)
    write(kind, cast.office, cast.organisation)
    subjects = [(UNIT, cast.lead.pk), (UNIT, cast.third.pk), ("organisation.organisation", cast.organisation.pk)]
    with django_assert_num_queries(1):
        lines = history(cast.organisation.pk, subjects)
    assert [line.sentence for line in lines] == ["办理“示范省财政厅”", "办理“离退处”", "办理“机关党委”"]
    assert len(history(cast.organisation.pk, subjects, limit=2)) == 2


def test_nothing_asked_costs_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert history(cast.organisation.pk, []) == []


def test_other_organisation_does_not_show(cast, told):
    write(told("办理“{label}”"), cast.stranger, cast.lead)
    assert history_of(cast.organisation.pk, UNIT, cast.lead.pk) == []


def entry_of(kind_code, **more):
    return AuditEntry(kind=kind_code, object_label="任务 9", **more)


def test_sentence_reads_values_as_a_person_does(told):
    told("明确“{label}”：{after[units]}{after[note]}", "tests.values")
    entry = entry_of("tests.values", after={"units": ["甲处", "乙处"], "note": None})
    assert sentence(entry) == "明确“任务 9”：甲处、乙处"


def test_sentence_of_an_old_entry_leaves_out_what_it_lacks(told):
    told("延期“{label}”至 {after[until]}", "tests.lacks")
    assert sentence(entry_of("tests.lacks")) == "延期“任务 9”至 "


def test_sentence_that_cannot_be_said_shows_the_kind(told):
    told("坏了 {nobody} {after[x].deep}", "tests.broken")
    assert sentence(entry_of("tests.broken")) == "“任务 9”（tests.broken）"
    assert sentence(entry_of("gone.kind")) == "“任务 9”（gone.kind）"
