"""The real documents through the whole chain; they lie outside the repository (WENMING_PLANS)."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import NOW
from tests.factories.plan_documents import freeze, settle
from wenming.domain.plan.correct import ChangeDocument
from wenming.plan.actions.proposals import correct_proposal
from wenming.plan.intake.proposal import propose_file
from wenming.plan.models import Area, Duty, Phase, Target, Task
from wenming.plan.queries.outlook import outlook

FOLDER = os.environ.get("WENMING_PLANS", "")
PLANS = sorted(path for path in Path(FOLDER).glob("*") if path.suffix in {".txt", ".docx"}) if FOLDER else []
pytestmark = pytest.mark.skipif(not FOLDER, reason="WENMING_PLANS is not set: the real plans are not at hand")


@pytest.mark.parametrize("ending", ["txt", "docx"])
def test_the_seed_becomes_a_running_campaign(cast, ending):
    path = Path(FOLDER) / f"00-seed.{ending}"
    revision = propose_file(data=path.read_bytes(), name=path.name, by=cast.office, at=NOW)
    campaign = freeze(settle(revision, cast.office), cast.office)
    counts = [model.objects.count() for model in (Task, Area, Target, Phase)]
    assert counts == [25, 6, 4, 4]
    assert campaign.name == "湖南省财政厅创建全国文明单位（2019-2020年）"
    assert Duty.objects.filter(task__key="t23").count() == len(outlook(revision, timezone.localdate()).roster.everyone)
    assert set(Duty.objects.values_list("deadline", flat=True)) == {Phase.objects.get(slug="implement").ends_on}


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_every_document_becomes_a_campaign_of_its_tasks(cast, path):
    revision = propose_file(data=path.read_bytes(), name=path.name, by=cast.office, at=NOW)
    if not revision.draft["title"]:
        edit = ChangeDocument("没有读到标题的方案", "", "", None, "", "", "")
        revision = correct_proposal(revision=revision, version=1, edit=edit, by=cast.office, at=NOW)
    freeze(settle(revision, cast.office), cast.office)
    assert Task.objects.count() == len(revision.draft["tasks"])
