"""One accepts a piece while another changes it. SQLite has one writer at a time, so only PostgreSQL tells."""

import threading

import pytest
from django.db import connection, connections, transaction

from tests.cast import NOW, make_cast
from tests.factories.evidence import filed
from tests.locks import until_somebody_waits
from wenming.domain.errors import ChangedMeanwhile
from wenming.domain.evidence.review import Act
from wenming.evidence.actions.changing import change_evidence
from wenming.evidence.actions.reviewing import review
from wenming.evidence.models import Evidence

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time: nothing can collide"),
    pytest.mark.django_db(transaction=True),
]


def accept(evidence, by):
    review(picked={evidence.pk: evidence.version}, act=Act.PASS, by=by, at=NOW)


def change(evidence, by):
    said = {name: getattr(evidence, name) for name in ("title", "people", "caption", "event_on", "disclosure")}
    change_evidence(evidence=evidence, version=evidence.version, **said, place="改过的地点", by=by, at=NOW)


@pytest.mark.parametrize(("first", "second"), [(accept, change), (change, accept)], ids=["accepted", "changed"])
def test_of_two_who_looked_at_the_same_the_second_is_told(first, second):
    cast, refused = make_cast(), []
    evidence = filed(cast)

    def comes_second() -> None:
        try:
            second(evidence, cast.office)
        except ChangedMeanwhile as refusal:
            refused.append(refusal.sentence)
        finally:
            connections.close_all()

    thread = threading.Thread(target=comes_second)
    with transaction.atomic():
        first(evidence, cast.office)
        thread.start()
        until_somebody_waits()
    thread.join(timeout=120)
    (sentence,) = refused
    now = Evidence.objects.get(pk=evidence.pk)
    assert "别人" in sentence
    assert now.accepted is (first is accept), "what was accepted is what was looked at"
    assert (now.place == "改过的地点", now.proposed) == (first is change, None)
