"""一张图: the leader lands on it, it says how the whole stands, and it costs the same at any size."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.plan import make_campaign, make_target
from tests.factories.wall import make_eventful
from wenming.accounts.models import Grant
from wenming.dashboard.queries.matrix import BAND, matrix_of
from wenming.dashboard.queries.timeline import timeline_of
from wenming.dashboard.queries.wall import TARGETS_SHOWN, evidence_by_month, wall_of
from wenming.domain.authority import Role
from wenming.domain.plan.lights import Light
from wenming.domain.plan.missing import Kind
from wenming.evidence.actions.changing import withdraw_evidence
from wenming.evidence.models import Evidence
from wenming.plan.models import Campaign, Duty, Phase, Task
from wenming.plan.queries.facts import facts_of

STATEMENTS = 16
"""Four of every page (session, person, roles, notices), the campaign, and eleven of the wall."""


def today():
    return timezone.localdate()


def read(cast, who: str, address: str = "/wall/") -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def made(cast):
    return make_eventful(cast, today())


# --- who sees it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [
    ("office", 200), ("leader", 200), ("lead", 403), ("responsible", 403), ("head", 403), ("member", 403),
    ("expert", 403), ("system_admin", 403), ("security_admin", 403), ("audit_admin", 403),
])
def test_the_wall_is_for_the_office_and_the_leader(cast, made, who, status):
    assert cast.client(who).get("/wall/").status_code == status
    assert ('href="/wall/"' in read(cast, who, "/desk/")) is (status == 200), "the menu names it to them alone"


@pytest.mark.parametrize("who", ["office", "lead", "head", "expert", "system_admin"])
def test_those_who_work_land_on_their_desk(cast, made, who):
    assert cast.client(who).get("/").status_code == 200


def test_the_leader_lands_on_the_wall_and_finds_the_desk_in_the_menu(cast, made):
    answer = cast.client("leader").get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/wall/")
    assert 'href="/desk/"' in read(cast, "leader")


def test_a_leader_who_also_speaks_for_a_unit_lands_on_the_desk(cast, made):
    Grant.objects.create(user=cast.users["leader"], organisation=cast.organisation, role=Role.UNIT_HEAD,
                         unit=cast.third, valid_from=today())
    assert cast.client("leader").get("/").status_code == 200


def test_another_organisation_sees_nothing_of_this_one(cast, made):
    page = read(cast, "stranger")
    assert "方案还没有下达" in page
    assert made.tasks[0].title not in page


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_title_is_the_answer(cast, made):
    assert "<h1>6 项任务：2 项逾期；2 件事待定</h1>" in read(cast, "leader")


def test_a_cell_to_act_on_says_how_many_and_a_calm_one_only_its_shape(cast, made):
    page = read(cast, "leader")
    address = r"/plan/duties/all/\?area=[^\"]*unit=\d+&amp;light=red"
    assert re.search(rf'<td class="is-red"><a href="{address}"[^>]*>逾1</a>', page)
    assert '<span class="hidden">未启</span>' in page
    assert "税政法规处：逾期 1 项" in page


def test_the_cells_add_up_to_the_rows_the_columns_and_the_whole(cast, made):
    matrix = matrix_of(facts_of(made.campaign), today())
    for light in (*Light, None):
        cells = sum(cell.lights[light] for row in matrix.rows for cell in row.cells)
        assert cells == sum(row.lights[light] for row in matrix.rows) == matrix.lights[light]
        assert cells == sum(lights[light] for lights in matrix.by_unit.values())
    assert matrix.total == Duty.objects.count()
    assert sum(row.tasks for row in matrix.rows) == 6


def test_a_target_shows_its_fraction_its_distance_and_its_months(cast, made):
    page = read(cast, "leader")
    assert ">92.73%</a>" in page
    assert ">447</a> ÷ <a" in page
    assert "还差 11 人" in page
    assert "还没有填报" in page, "the second target was never measured"
    assert "无数据" in page, "and so are months"


def test_what_is_above_the_figure_wanted_is_said_too(cast, made):
    made.targets[0].value_numerator = 30
    made.targets[0].save()
    page = read(cast, "leader")
    assert "多 302 人" in page


def test_withdrawn_evidence_is_not_counted(cast, made):
    withdrawn = Evidence.objects.get(title="讲座1")
    withdraw_evidence(evidence=withdrawn, reason="重复", by=cast.office, at=timezone.now())
    assert evidence_by_month(cast.viewers["leader"], today()).total == 3


def test_the_phases_carry_their_milestones(cast, made):
    line = timeline_of(made.campaign, facts_of(made.campaign), today())
    assert [(one.done, one.nodes, one.light) for one in line.stages] == [
        (1, 1, Light.BLUE), (0, 2, Light.RED), (0, 1, Light.GREY), (0, 0, Light.GREY),
    ]
    assert [one.now for one in line.stages] == [False, True, False, False]
    assert line.day_number == 60


def test_a_day_between_two_phases_is_in_none(cast, made):
    Phase.objects.filter(name="组织实施").update(ends_on=today() - timedelta(1))
    line = timeline_of(made.campaign, facts_of(made.campaign), today())
    assert (line.current, line.day_number) == (None, None)
    read(cast, "leader")


def test_decisions_are_offered_as_the_viewer_may_take_them(cast, made):
    office, leader = read(cast, "office"), read(cast, "leader")
    assert "待您定" in office
    assert ">审核</a>" in office
    assert "/plan/assignments/" in office
    assert "待您定" not in leader
    assert ">看方案</a>" in leader
    assert "/plan/assignments/" not in leader
    assert "报来 6 天" in leader


def test_the_same_as_plain_tables(cast, made):
    page = read(cast, "leader", "/wall/?as=table")
    for caption in ("待定的事 2 件", "各单位的分解任务", "各方面的分解任务", "目标 2 项",
                    "佐证（按活动月份）", "还缺什么"):
        assert caption in page
    assert page.count("<caption>") == 7


# --- empty, long, large -----------------------------------------------------------------------------------------------


def test_before_there_is_a_plan_the_wall_says_why_it_is_empty_and_what_to_do(cast):
    office, leader = read(cast, "office"), read(cast, "leader")
    assert "下一步：导入工作方案" in office
    assert 'href="/desk/">到工作台接着办</a>' in office
    assert "领导小组办公室正在准备方案" in leader
    assert "到工作台接着办" not in leader


def test_a_campaign_in_preparation_has_no_wall_yet(cast, made):
    Campaign.objects.update(state=Campaign.State.PREPARING)
    assert "方案还没有下达" in read(cast, "leader")


@pytest.mark.parametrize("address", ["/wall/", "/wall/?as=table"])
def test_a_plan_with_nothing_in_it_draws_an_empty_wall(cast, address):
    made = make_campaign(cast, 1, on=today())
    Phase.objects.all().delete()
    Task.objects.filter(pk=made.tasks[0].pk).update(state=Task.State.WITHDRAWN)
    page = read(cast, "leader", address)
    assert "方案里还没有任务" in page
    assert "没有等着定的事" in page


def test_tasks_without_a_heading_stand_in_one_row(cast, made):
    Task.objects.update(area_name="")
    page = read(cast, "leader")
    assert re.search(r"/plan/duties/all/\?unit=\d+&amp;light=red", page)
    assert cast.client("leader").get("/plan/duties/all/?light=red").status_code == 200


def test_many_units_stand_in_even_bands(cast):
    made = make_eventful(cast, today(), tasks=2, units=57)
    matrix = matrix_of(facts_of(made.campaign), today())
    assert [len(band) for band in matrix.bands] == [30, 30]
    assert max(map(len, matrix.bands)) <= BAND
    page = read(cast, "leader")
    assert page.count('<table class="lights') == 2
    assert page.count("每单位要催的项数") == 2


def test_long_names_are_never_cut(cast):
    name = "国有金融资本运营评价与财政资金绩效监督管理服务中心"
    make_eventful(cast, today(), tasks=2, units=1, names=name)
    page = read(cast, "leader")
    assert f">{name}1</a></th>" in page
    assert "long-names" in page


def test_of_too_many_targets_those_not_reached_are_shown(cast, made):
    for number in range(TARGETS_SHOWN):
        make_target(made.tasks[1], f"指标{number}≥95%")
    wall = wall_of(made.campaign, cast.viewers["leader"], today())
    assert len(wall.targets_shown) == TARGETS_SHOWN
    assert wall.targets_shown[0].latest.target == made.targets[0], "short comes before no data"
    assert ">2</a> 项目标没有画在这里" in read(cast, "leader")


def test_hostile_names_stay_text(cast, made):
    Task.objects.filter(pk=made.tasks[0].pk).update(title="<script>alert(1)</script>", area_name='"><b>x</b>&')
    assert "<script>alert" not in read(cast, "leader")
    assert "<b>x</b>" not in read(cast, "leader")


# --- what it costs ----------------------------------------------------------------------------------------------------


def _statements(cast, who: str, address: str) -> int:
    client = cast.client(who)
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("who", ["office", "leader"])
@pytest.mark.parametrize("address", ["/wall/", "/wall/?as=table"])
def test_the_statements_do_not_grow_with_units_and_tasks(cast, who, address):
    made = make_eventful(cast, today(), tasks=2, units=1)
    few = _statements(cast, who, address)
    Campaign.objects.filter(pk=made.campaign.pk).update(state=Campaign.State.CLOSED)
    make_eventful(cast, today(), tasks=9, units=12, names="另设处室")
    assert _statements(cast, who, address) == few
    assert few <= STATEMENTS


def test_gaps_are_counted_as_their_page_lists_them(cast, made):
    wall = wall_of(made.campaign, cast.viewers["leader"], today())
    assert set(wall.lacking) == set(Kind) - {Kind.RECEIPT}
    assert wall.gaps[0].due_on == today() - timedelta(5)
