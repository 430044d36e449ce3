"""Which evidence is in the package, and which never is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, TODAY
from tests.factories.evidence import incoming, pdf
from tests.factories.plan import make_campaign, make_slot
from wenming.dossier.queries.contents import contents_of, gaps_of, missing_in
from wenming.dossier.queries.overview import overview_of
from wenming.evidence.actions.linking import file_link
from wenming.evidence.models import Evidence, EvidenceFile, EvidenceRevision
from wenming.plan.models import Task

from .filed import cite, make_filed, make_stored

CONTENT = b"content"


@pytest.fixture
def made(cast):
    return make_campaign(cast, 3)


def paths(made, *, with_withheld: bool = True) -> list[str]:
    return [placed.path.rpartition("/")[2] for placed in contents_of(made.campaign, with_withheld=with_withheld).placed]


def test_evidence_is_found_through_task_duty_and_slot(cast, made):
    make_filed(cast.lead, made.tasks[0], title="经任务")
    cite(make_filed(cast.lead, title="经分解任务"), duty=made.duty(cast.lead, 1))
    cite(make_filed(cast.lead, title="经材料要求"), slot=made.slots[2].slot)
    assert paths(made) == [
        "01_001_经任务_2026-01-20.jpg", "02_001_经分解任务_2026-01-20.jpg", "03_001_经材料要求_2026-01-20.jpg"]


def test_evidence_cited_three_ways_for_one_task_is_there_once(cast, made):
    evidence = make_filed(cast.lead, made.tasks[0])
    cite(evidence, duty=made.duty(cast.lead))
    cite(evidence, slot=made.slots[0].slot)
    assert len(paths(made)) == 1


def test_withdrawn_evidence_is_left_out(cast, made):
    make_filed(cast.lead, made.tasks[0], state=Evidence.State.WITHDRAWN, stage=Evidence.Stage.WITHDRAWN)
    assert paths(made) == []


def test_evidence_of_a_withdrawn_task_is_left_out(cast, made):
    make_filed(cast.lead, made.tasks[0])
    Task.objects.filter(pk=made.tasks[0].pk).update(state=Task.State.WITHDRAWN)
    assert paths(made) == []


def test_evidence_that_serves_no_task_is_counted_but_left_out(cast, made):
    make_filed(cast.lead)
    assert paths(made) == []
    assert overview_of(made.campaign, TODAY, with_withheld=True).uncited == 1


def test_only_the_current_revision_is_handed_over(cast, made):
    evidence = make_filed(cast.lead, made.tasks[0], contents=(b"first",))
    evidence.revisions.update(is_current=False)
    own = {"organisation": cast.organisation}
    second = EvidenceRevision.objects.create(evidence=evidence, number=2, made_at=NOW, made_by="联络员", **own)
    stored = make_stored(cast.organisation.pk, b"second")
    EvidenceFile.objects.create(revision=second, stored=stored, name="b.pdf", **own)
    files = [placed.file.digest for placed in contents_of(made.campaign, with_withheld=True).placed]
    assert files == [stored.digest]


def test_withheld_evidence_is_in_the_offices_package_alone(cast, made):
    make_filed(cast.lead, made.tasks[0], disclosure=Evidence.Disclosure.WITHHELD)
    assert len(paths(made)) == 1
    assert paths(made, with_withheld=False) == []


def test_another_organisation_hands_over_nothing_of_this_one(cast, made):
    make_filed(cast.lead, made.tasks[0])
    there = make_campaign(cast, 1, elsewhere=True)
    assert paths(there) == []
    assert overview_of(there.campaign, TODAY, with_withheld=True).uncited == 0


def test_an_event_outside_the_window_of_the_demand_is_marked(cast, made):
    slot = make_slot(made.tasks[0], "近一年照片", window_from=date(2026, 1, 1), window_until=date(2026, 12, 31))
    cite(make_filed(cast.lead, title="窗内"), slot=slot.slot)
    cite(make_filed(cast.lead, title="窗外", event_on=date(2025, 12, 31)), slot=slot.slot)
    marked = {
        placed.evidence.title: placed.evidence.outside_window
        for placed in contents_of(made.campaign, with_withheld=True).placed
    }
    assert marked == {"窗内": False, "窗外": True}
    assert overview_of(made.campaign, TODAY, with_withheld=True).lines[0].outside_window == 1


def test_what_is_missing_names_task_and_unit(cast, made):
    gaps = gaps_of(missing_in(made.campaign, TODAY))
    assert {gap.task_id for gap in gaps} == {task.pk for task in made.tasks}
    assert any(gap.what.startswith("机关党委：学习记录") for gap in gaps)
    assert not any("签收" in gap.what for gap in gaps), "a receipt is not part of a package"


def test_the_overview_counts_what_the_package_holds(cast, made):
    make_filed(cast.lead, made.tasks[0], made.tasks[1], contents=(b"a", b"bb"))
    overview = overview_of(made.campaign, TODAY, with_withheld=True)
    assert overview.evidence == 1
    assert [(line.evidence, line.borrowed, line.files, line.bytes) for line in overview.lines] == [
        (1, 0, 2, 3), (0, 1, 0, 0), (0, 0, 0, 0)]
    assert overview.empty_tasks == 1
    assert overview.total("missing") == len(overview.missing)


def test_the_number_of_queries_does_not_grow(cast):
    few, many = make_campaign(cast, 1), make_campaign(cast, 3)
    make_filed(cast.lead, few.tasks[0])
    for task in many.tasks:
        make_filed(cast.lead, task, contents=(b"a", b"b", b"c"))
    counts = []
    for made in (few, many):
        with CaptureQueriesContext(connection) as found:
            overview_of(made.campaign, TODAY, with_withheld=True)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_what_served_a_task_since_withdrawn_stays_in_the_ledger_and_out_of_the_package(cast, made):
    kept = make_filed(cast.lead, made.tasks[0], title="还在办")
    cite(make_filed(cast.lead, title="不再办"), duty=made.duty(cast.lead, 1))
    both = make_filed(cast.lead, made.tasks[1], title="两项都用")
    cite(both, task=made.tasks[0])
    Task.objects.filter(pk=made.tasks[1].pk).update(state=Task.State.WITHDRAWN)
    assert paths(made) == ["01_001_还在办_2026-01-20.jpg", "01_002_两项都用_2026-01-20.jpg"]
    assert Evidence.objects.filter(state=kept.state).count() == 3


def test_a_web_page_brings_its_address_and_the_time_of_its_snapshot(cast):
    made = make_campaign(cast, tasks=1)
    file_link(
        address="https://news.example.cn/1.html", title="见报", medium="示范日报", published_on=TODAY, unit=cast.lead,
        files=[incoming("截图.pdf", pdf())], tasks=[made.tasks[0]], by=cast.office, at=NOW,
    )
    (piece,) = {one.evidence for one in contents_of(made.campaign, with_withheld=True).folders[0].placed}
    assert piece.web == f"网址：https://news.example.cn/1.html（示范日报，{TODAY} 发布），快照由报送人附上"
    assert sorted(one.name for one in piece.files) == ["截图.pdf", "网页登记.txt"]
