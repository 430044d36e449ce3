"""A job exists if and only if what asked for it was done, and the same work is not asked for twice."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from wenming.jobs.actions import enqueue
from wenming.jobs.models import Job
from wenming.jobs.worker import drain


@pytest.fixture
def code(kind):
    return kind("nothing", lambda run, **arguments: None)


def test_job_waits_with_what_it_was_asked(cast, code):
    job = enqueue(code, title="核对名册", by=cast.office, at=NOW, arguments={"upload": 7})
    job.refresh_from_db()
    assert (job.state, job.title, job.arguments) == ("waiting", "核对名册", {"upload": 7})
    assert (job.organisation_id, job.asked_by_id, job.asked_by_label) == (
        cast.organisation.pk, cast.office.user_id, "办公室经办人")


def test_job_goes_with_the_transaction_that_asked(cast, code):
    with transaction.atomic():
        enqueue(code, by=cast.office, at=NOW)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_unknown_kind_is_a_programming_error(cast):
    with pytest.raises(KeyError):
        enqueue("tests.never_declared", by=cast.office, at=NOW)


def test_same_key_waits_once_and_may_be_asked_again_when_done(cast, code):
    first = enqueue(code, by=cast.office, at=NOW, unique_key="file:1")
    assert enqueue(code, by=cast.office, at=NOW, unique_key="file:1") == first
    drain()
    assert enqueue(code, by=cast.office, at=NOW, unique_key="file:1") != first


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL finds its way by the sizes of its tables")
def test_same_key_is_found_without_looking_through_all_jobs_there_ever_were(cast, code):
    enqueue(code, by=cast.office, at=NOW, unique_key="file:1")
    with CaptureQueriesContext(connection) as asked:
        enqueue(code, by=cast.office, at=NOW, unique_key="file:1")
    look = next(one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT"))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {look}")
        assert "job_once" in cursor.fetchone()[-1]


def test_same_key_of_another_organisation_is_another_job(cast, code):
    enqueue(code, by=cast.office, at=NOW, unique_key="file:1")
    enqueue(code, by=cast.stranger, at=NOW, unique_key="file:1")
    assert Job.objects.count() == 2


def test_jobs_without_a_key_are_each_their_own(cast, code):
    assert enqueue(code, by=cast.office, at=NOW) != enqueue(code, by=cast.office, at=NOW)
