"""Two people accept the same new version at the same moment. SQLite has one writer at a time, so only PostgreSQL tells.
"""

import threading

import pytest
from django.db import connection, connections
from django.urls import reverse

from tests.cast import LONG_AGO, TODAY, make_cast, make_user
from tests.factories.plan_documents import PLAN, frozen, propose_revision, settle
from wenming.accounts.models import Grant
from wenming.audit.models import AuditEntry
from wenming.domain.authority import Role
from wenming.plan.models import PlanRevision
from wenming.plan.views import document_revise

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time: nothing can collide")
APPROVAL = {"approved_by": "厅党组会议", "approved_on": TODAY.isoformat(), "document_number": ""}


def another_of_the_office(cast):
    user = cast.users["another"] = make_user("another", "另一经办人", cast.organisation)
    Grant.objects.create(user=user, organisation=cast.organisation, role=Role.OFFICE, valid_from=LONG_AGO)
    return "another"


@pytest.mark.django_db(transaction=True)
def test_one_accepts_and_the_other_is_told(monkeypatch):
    cast, start, answers = make_cast(), threading.Barrier(2), []
    revised = settle(propose_revision(frozen(cast), cast.office, PLAN.replace("普及率≥95%", "普及率≥98%")), cast.office)
    address, accept = reverse("plan:accept", args=[revised.pk]), document_revise.accept_revision

    def together(**said):
        start.wait(timeout=60)  # both have seen the version that is open before either accepts it
        return accept(**said)

    monkeypatch.setattr(document_revise, "accept_revision", together)

    def click(client) -> None:
        try:
            answers.append(client.post(address, {**APPROVAL, "version": revised.version}))
        finally:
            connections.close_all()

    clients = [cast.client("office"), cast.client(another_of_the_office(cast))]
    threads = [threading.Thread(target=click, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    accepted, told = sorted(answers, key=lambda answer: answer.status_code)
    assert (accepted.status_code, told.status_code) == (303, 409)
    assert "这份方案已经冻结" in told.content.decode()
    assert PlanRevision.objects.filter(state="frozen").count() == 2
    assert AuditEntry.objects.filter(kind="plan.plan_revised").count() == 1
