"""What waits for somebody is found by its stage: the desk costs the same however long the ledger is."""

import pytest
from django.db import connection

from wenming.evidence.access import turn_of, visible_to
from wenming.evidence.queries.reviewing import waiting_for


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads tables of a few rows whole")
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["lead", "head", "office"])
def test_the_index_of_stages_is_gone_by(cast, who):
    viewer = cast.viewers[who]
    plan = waiting_for(visible_to(viewer), turn_of(viewer)).order_by().values_list("stage", flat=True).explain()
    assert "evidence_whose_turn (organisation_id=? AND stage=?" in plan, plan
