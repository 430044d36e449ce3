"""The ledger: counts that open, filters in the address, constant cost, the table to take away."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.answers import close
from tests.cast import NOW
from tests.factories.evidence import filed, incoming, jpeg
from tests.factories.plan import make_campaign
from wenming.domain.errors import NotAllowed
from wenming.evidence.access import sight_for, visible_to
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.models import Evidence
from wenming.evidence.queries.ledger import ledger_of
from wenming.evidence.queries.pages import page_of_ledger
from wenming.evidence.queries.wanted import Wanted, filtered
from wenming.shell import lists

LEDGER, EXPORT = "/ledger/", "/ledger/export/"
ALL = {"宪法日宣讲", "法治讲座", "学法计划"}
FEBRUARY, MARCH = date(2026, 2, 20), date(2026, 3, 1)


@pytest.fixture
def made(cast):
    """Three pieces: two of March, one of February; the first serves two tasks."""
    made = make_campaign(cast, tasks=2)
    filed(cast, "宪法日宣讲", tasks=made.tasks, event_on=MARCH)
    filed(cast, "法治讲座", unit=cast.responsible, slots=[made.slots[0].slot], event_on=MARCH,
          files=[incoming("会.jpg", jpeg())])
    filed(cast, "学法计划", event_on=FEBRUARY)
    return made


def counts(cast, who="office", **given):
    wanted = Wanted.read(given, cast.organisation.pk)
    return ledger_of(sight_for(cast.viewers[who]), wanted, MARCH)


def test_the_ledger_counts_by_month_unit_and_task(cast, made):
    ledger = counts(cast)
    assert (ledger.total, ledger.this_month) == (3, 2)
    assert [(one.label, one.number) for one in ledger.months] == [("2026年3月", 2), ("2026年2月", 1)]
    assert [(one.label, one.number) for one in ledger.units] == [("机关党委", 2), ("税政法规处", 1)]
    assert [(one.label, one.number) for one in ledger.tasks] == [("1 普法教育", 2), ("2 志愿者注册", 1)]


@pytest.mark.parametrize("given", [{}, {"kind": "document"}, {"text": "法"}, {"month": "2026-03"}])
def test_every_number_opens_as_many_rows(cast, made, given):
    ledger = counts(cast, **given)
    assert ledger.months
    assert ledger.units
    assert ledger.tasks
    for line in (*ledger.months, *ledger.units, *ledger.tasks):
        wanted = Wanted.read({name: str(value) for name, value in line.query.items()}, cast.organisation.pk)
        assert len(page_of_ledger(sight_for(cast.office), wanted, "").rows) == line.number, line
        assert filtered(visible_to(cast.office), wanted.cut, wanted.state).count() == line.number, line


@pytest.mark.parametrize(("given", "offered"), [
    ({"month": "2025-12"}, {"2026年3月", "2026年2月"}), ({"kind": "picture", "month": "2026-02"}, {"2026年3月"}),
    ({"text": "银杏"}, set()), ({"kind": "video"}, set()),
])
def test_where_nothing_is_found_the_other_choices_are_offered_all_the_same(cast, made, given, offered):
    answer = cast.client("office").get(LEDGER, given)
    ledger = counts(cast, **given)
    assert ledger == ledger_of(sight_for(cast.office), Wanted.read(given, cast.organisation.pk), MARCH, found_none=True)
    assert {one.label for one in ledger.months} == offered
    assert all(label in answer.content.decode() for label in offered)


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"month": "2026-02"}, {"学法计划"}), ({"kind": "picture"}, {"法治讲座"}), ({"text": "法"}, ALL),
        ({"text": "讲座"}, {"法治讲座"}), ({"state": "withdrawn"}, set()),
        ({"month": "2026-13", "task": "x", "unit": "9" * 30, "kind": "?"}, ALL),
    ],
)
def test_filters(cast, made, given, titles):
    wanted = Wanted.read(given, cast.organisation.pk)
    assert {one.title for one in filtered(visible_to(cast.office), wanted.cut, wanted.state)} == titles
    assert {one.title for one in page_of_ledger(sight_for(cast.office), wanted, "").rows} == titles


def test_withdrawn_is_out_of_every_count_but_can_be_looked_up(cast, made):
    withdraw_evidence(evidence=Evidence.objects.get(title="宪法日宣讲"), reason="重复", by=cast.office, at=NOW)
    assert counts(cast).total == 2
    assert counts(cast, state="withdrawn").total == 1


def test_withheld_evidence_is_in_nobody_elses_counts(cast, made):
    for one in Evidence.objects.filter(unit=cast.lead):
        told = {name: getattr(one, name) for name in ("title", "place", "people", "caption", "event_on")}
        change_evidence(evidence=one, version=1, **told, disclosure="withheld", by=cast.office, at=NOW)
    assert counts(cast, "responsible").total == 1
    assert counts(cast, "lead").total == 3
    assert counts(cast, "leader").total == 3


def test_the_title_answers_with_its_numbers(cast, made):
    page = cast.client("expert").get(LEDGER).content.decode()
    assert "台账：共 3 件" in page
    assert "引用" in page
    assert "上传佐证" not in page.split("</header>")[1]


def test_an_empty_ledger_explains_itself(cast):
    assert "台账还是空的" in cast.client("office").get(LEDGER).content.decode()


def test_the_other_organisation_changes_nothing_here(cast, made):
    client = cast.client("leader")
    before, exported = main_of(client.get(LEDGER)), rows_of(client.get(EXPORT))
    other = make_campaign(cast, tasks=2, elsewhere=True)
    for number in range(3):
        filed(cast, f"外单位{number}", unit=cast.other_unit, by=cast.stranger, tasks=other.tasks)
    assert main_of(client.get(LEDGER)) == before
    assert exported == rows_of(client.get(EXPORT))


def test_the_ledger_costs_the_same_with_one_piece_and_three(cast):
    made, client = make_campaign(cast, tasks=3), cast.client("lead")
    filed(cast, "一", tasks=made.tasks[:1])
    client.get(LEDGER)
    with CaptureQueriesContext(connection) as few:
        client.get(LEDGER)
    filed(cast, "二", unit=cast.responsible, slots=[one.slot for one in made.slots], files=[incoming("a.jpg", jpeg())])
    filed(cast, "三", unit=cast.third, tasks=made.tasks, event_on=FEBRUARY)
    with CaptureQueriesContext(connection) as many:
        client.get(LEDGER)
    own = [one["sql"] for one in many if "evidence_" in one["sql"] or "plan_" in one["sql"]]
    assert len(few) == len(many), "\n".join(one["sql"][:200] for one in many)
    assert len(own) <= 8


def test_pages_follow_each_other_without_a_gap(cast, monkeypatch):
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    for number in range(5):
        filed(cast, f"第{number}件", event_on=MARCH)
    client, address, seen = cast.client("office"), LEDGER, []
    for _ in range(3):
        page = client.get(address).content.decode()
        seen += re.findall(r'class="lead"[^>]*><a[^>]*>(第\d件)', page)
        more = re.search(r'href="(/ledger/\?[^"]*after=[^"]*)"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    assert seen == [f"第{number}件" for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("after", ["~", "2026-03-01", "2026-03-01~x", "2026-13-01~1", "x~1", f"2026-03-01~{'9' * 40}"])
def test_a_key_that_does_not_fit_is_the_beginning(cast, made, after):
    wanted = Wanted.read({}, cast.organisation.pk)
    assert {one.title for one in page_of_ledger(sight_for(cast.office), wanted, after).rows} == ALL


def test_each_viewer_and_each_body_is_asked_for_by_its_own_values(cast, made):
    """The queries are spelled once a process, for whoever comes first."""
    filed(cast, "只限本处", unit=cast.lead, disclosure="withheld")
    filed(cast, "外单位", unit=cast.other_unit, by=cast.stranger)
    for _ in range(2):
        for who, titles in {
            "lead": {*ALL, "只限本处"}, "responsible": ALL, "leader": {*ALL, "只限本处"},
            "stranger": {"外单位"},
        }.items():
            viewer = cast.viewers[who]
            wanted = Wanted.read({}, viewer.organisation_id)
            assert {one.title for one in page_of_ledger(sight_for(viewer), wanted, "").rows} == titles
            assert ledger_of(sight_for(viewer), wanted, MARCH).total == len(titles)


def test_who_may_read_nothing_has_no_sight(cast):
    with pytest.raises(NotAllowed):
        sight_for(cast.viewers["system_admin"])


def main_of(answer) -> str:
    """The page without its top bar, whose tokens differ each time."""
    return answer.content.decode().split("<main")[1]


def rows_of(answer) -> list[list]:
    workbook = BytesIO(b"".join(answer.streaming_content))
    close(answer)
    return CalamineWorkbook.from_filelike(workbook).get_sheet_by_index(0).to_python()


def test_the_table_holds_the_filtered_rows_and_no_formula(cast, made):
    filed(cast, "=HYPERLINK(1)", event_on=MARCH)
    answer = cast.client("expert").get(EXPORT, {"month": "2026-03"})
    rows = rows_of(answer)
    assert rows[0][:2] == ["题名", "报送单位"]
    assert [row[0] for row in rows[1:]] == ["=HYPERLINK(1)", "法治讲座", "宪法日宣讲"]
    assert rows[2][-3:-1] == [1, 1]


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("system_admin", 403), ("leader", 200), ("stranger", 200)]
)
def test_who_reads_the_ledger(cast, who, status):
    for address in (LEDGER, EXPORT):
        answer = cast.client(who).get(address)
        close(answer)
        assert answer.status_code == status


def test_moments_are_told_in_our_time(cast):
    filed(cast, at=NOW)
    rows = rows_of(cast.client("office").get(EXPORT))
    assert rows[1][5] == "2026-03-02 10:00"
