"""工作台: everyone finds what waits for them, and only that; all but the leader land on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import LONG_AGO, make_user
from tests.factories.plan import make_campaign
from tests.rooms.dossier.filed import make_filed
from wenming.accounts.models import Grant
from wenming.dashboard.queries.waiting import CAP
from wenming.domain.authority import Role
from wenming.organisation.registry import DueItem
from wenming.plan.models import Campaign, Duty, PlanRevision, WorkPlan

EVERYONE = (
    "office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin",
    "audit_admin",
)


def today():
    return timezone.localdate()


def item(days: int = 0, kind: str = "材料", title: str = "诚信讲座照片要 2 张") -> DueItem:
    return DueItem(kind, title, "材料要求第 3 项", today() + timedelta(days), "/somewhere/", "上传")


def read(cast, who: str, address: str = "/desk/") -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_has_a_desk(cast, who):
    make_campaign(cast, on=today())
    assert "文明创建台" in read(cast, who)


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_has_a_desk_before_there_is_a_campaign(cast, who):
    assert "文明创建台" in read(cast, who)


def test_nobody_looks_in_without_signing_in(cast, client):
    assert client.get("/desk/").status_code == 303


def test_the_title_says_what_waits(cast, due):
    due += [item(-2), item(0, "签收", "方案第 2 版新增任务"), item(0)]
    page = read(cast, "responsible")
    assert "<h1>3 件事等我：1 件已逾期，2 件今天到期</h1>" in page
    assert "诚信讲座照片要 2 张" in page
    assert "逾期 2 天" in page
    assert 'href="/somewhere/"' in page


def test_the_filter_is_in_the_address(cast, due):
    due += [item(title="要留下的", kind="签收"), item(title="要滤掉的")]
    page = read(cast, "responsible", "/desk/?kind=签收")
    assert "要留下的" in page
    assert "要滤掉的" not in page
    assert "全部" in page
    assert "要滤掉的" in read(cast, "responsible", f"/desk/?day={today()}")


def test_a_filter_that_fits_nothing_explains_itself(cast, due):
    due.append(item())
    assert "这样筛选没有事项" in read(cast, "responsible", "/desk/?kind=x")


def test_a_long_list_is_capped(cast, due):
    due += [item(title=f"第{n:03}件") for n in range(CAP + 3)]
    page = read(cast, "responsible")
    assert "还有 3 件，全部列出" in page
    assert f"第{CAP + 1:03}件" not in page
    assert f"第{CAP + 1:03}件" in read(cast, "responsible", "/desk/?all=1")


def test_hostile_titles_stay_text(cast, due):
    due.append(item(title="<script>alert(1)</script>"))
    assert "<script>alert" not in read(cast, "responsible")


def test_nothing_waiting_is_explained(cast, due):
    assert "现在没有事等我" in read(cast, "member")
    assert "不用再做什么" in read(cast, "member")


def test_real_providers_rise_from_the_rooms_below(cast):
    made = make_campaign(cast, on=today())
    page = read(cast, "responsible")
    assert "件事等我" in page
    assert made.tasks[0].title in page


def test_a_liaison_sees_the_duties_of_the_own_unit_alone(cast):
    made = make_campaign(cast, 2, on=today())
    Duty.objects.filter(unit=cast.responsible, task=made.tasks[1]).update(state=Duty.State.WITHDRAWN)
    assert "我处的分解任务 1 项" in read(cast, "responsible")
    assert "我处的分解任务 2 项" in read(cast, "lead")
    assert "我处的分解任务" not in read(cast, "office")


def test_duties_are_filtered_by_light(cast):
    made = make_campaign(cast, 2, on=today())
    Duty.objects.filter(task=made.tasks[0]).update(deadline=today() - timedelta(3))
    assert "显示 1 / 2 项" in read(cast, "lead", "/desk/?light=red")
    assert "显示" not in read(cast, "lead", "/desk/?light=nonsense")


def test_a_contact_of_two_units_is_told_whose_duty_it_is(cast):
    make_campaign(cast, 1, on=today())
    Grant.objects.create(user=cast.users["lead"], organisation=cast.organisation, role=Role.LIAISON, unit=cast.third,
                         valid_from=LONG_AGO)
    assert '<p class="meta">离退处</p>' in read(cast, "lead")


@pytest.mark.parametrize(
    ("who", "uploads"),
    [("office", True), ("lead", True), ("head", True), ("leader", False), ("expert", False), ("member", False)],
)
def test_only_those_who_file_evidence_are_offered_the_upload(cast, who, uploads):
    make_campaign(cast, 1, on=today())
    page = read(cast, who)
    assert ("上传佐证" in page) == uploads
    assert page.count('class="act"') == uploads, "one brand button a page at most"


@pytest.mark.parametrize(("who", "sees"), [("office", True), ("leader", True), ("expert", True), ("member", False)])
def test_the_whole_campaign_is_shown_to_those_who_look_at_all_of_it(cast, who, sees):
    make_campaign(cast, 1, on=today())
    page = read(cast, who)
    assert ("全局一览" in page) == sees
    assert ("3 个单位" in page) == sees


def test_the_figures_to_reach_name_their_distance(cast):
    made = make_campaign(cast, 1, on=today())
    made.targets[0].measurements.create(
        organisation=cast.organisation, as_of=today(), numerator=449, denominator=482, recorded_at=timezone.now(),
        recorded_by="经办人",
    )
    page = read(cast, "lead")
    assert "93.15%" in page
    assert "未达标，还差 9 人" in page
    assert "93.15%" not in read(cast, "responsible"), "a responsible unit does not answer for the figure"


def test_a_body_without_a_plan_is_led_to_the_first_step(cast):
    page = read(cast, "office")
    assert "四步把方案办起来" in page
    assert "已办 0 / 4 步" in page
    assert "<h1>下一步：导入工作方案</h1>" in page
    assert "导入方案" in page


def test_each_step_done_leads_to_the_next(cast):
    campaign = Campaign.objects.create(organisation=cast.organisation, name="创建活动")
    plan = WorkPlan.objects.create(organisation=cast.organisation, campaign=campaign, title="工作方案")
    revision = PlanRevision.objects.create(organisation=cast.organisation, work_plan=plan, read_at=timezone.now())
    page = read(cast, "office")
    assert "已办 1 / 4 步" in page
    assert "正在校核" in page
    assert str(revision.pk) in page


def test_a_leader_for_whom_nothing_waits_reads_how_the_whole_stands(cast):
    made = make_campaign(cast, 2, on=today())
    Duty.objects.filter(task__campaign=made.campaign, role="lead").update(deadline=today() - timedelta(1))
    assert "现在没有事等我，全局 2 项任务逾期" in read(cast, "leader")


def test_what_still_lacks_opens_its_lines(cast):
    make_campaign(cast, 2, on=today())
    page = read(cast, "leader")
    assert "/plan/missing/?unit=all&amp;kind=slot" in page
    assert "0/5 项" in page


def test_a_contact_before_the_plan_is_out_is_told_to_wait(cast):
    page = read(cast, "responsible")
    assert "正在准备方案" in page
    assert "导入方案" not in page


def test_another_organisation_sees_nothing_of_this_one(cast):
    made = make_campaign(cast, on=today())
    page = read(cast, "stranger")
    assert "四步把方案办起来" in page
    assert made.campaign.name not in page


def _queries(cast, who: str) -> int:
    client = cast.client(who)
    client.get("/desk/")
    with CaptureQueriesContext(connection) as found:
        assert client.get("/desk/").status_code == 200
    return len(found)


@pytest.mark.parametrize("who", ["office", "lead", "responsible", "leader"])
def test_the_number_of_queries_does_not_grow(cast, who):
    made = make_campaign(cast, 1, on=today())
    few = _queries(cast, who)
    Campaign.objects.filter(pk=made.campaign.pk).update(state=Campaign.State.CLOSED)
    make_campaign(cast, 3, on=today())
    assert _queries(cast, who) == few


def test_two_contacts_of_one_unit_see_the_same(cast):
    make_campaign(cast, 1, on=today())
    second = make_user("second", "第二联络员", cast.organisation)
    Grant.objects.create(user=second, organisation=cast.organisation, role=Role.LIAISON, unit=cast.responsible,
                         valid_from=LONG_AGO)
    cast.users["second"] = second
    first, other = (read(cast, who).partition("<main")[2] for who in ("responsible", "second"))
    assert first == other


def test_evidence_of_the_month_opens_the_ledger_of_the_month(cast):
    made = make_campaign(cast, 1, on=today())
    make_filed(cast.lead, made.tasks[0], event_on=today())
    make_filed(cast.lead, made.tasks[0], title="很久以前", event_on=today() - timedelta(70))
    page = read(cast, "office")
    assert f'/ledger/?month={today():%Y-%m}">1 件</a>' in page
