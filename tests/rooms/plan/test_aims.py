"""创建目标: what serves each is proposed from words and confirmed by the office."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, TODAY
from tests.factories.plan import MadeCampaign, make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, RuleBroken
from wenming.plan.actions.aims import confirm_aim
from wenming.plan.models import Aim, AimTask, Campaign, Clause, Measurement, PlanRevision, Task
from wenming.plan.queries.aims import aims_of
from wenming.shell import panels

QUALITY, PLACE = "文明素质进一步提高", "办公环境更加整洁"


@pytest.fixture
def made(cast):
    made = make_campaign(cast, 6)
    aim_clause(made.revision, f"通过创建，{QUALITY}，{PLACE}。")
    return made


def aim_clause(revision: PlanRevision, text: str) -> Clause:
    return Clause.objects.create(organisation_id=revision.organisation_id, revision=revision, position=1,
                                 kind=Clause.Kind.AIM, heading="创建目标", text=text)


def numbers(view) -> list[str]:
    return [one.task.short_number for one in view.tasks]


def confirm(cast, made: MadeCampaign, *tasks: Task, text: str = QUALITY, version: int = 0, who: str = "office") -> Aim:
    return confirm_aim(campaign=made.campaign, text=text, tasks=tasks, version=version, by=cast.viewers[who], at=NOW)


def read(cast, who: str) -> str:
    answer = cast.client(who).get("/plan/aims/")
    assert answer.status_code == 200
    return answer.content.decode()


# --- proposed and confirmed -------------------------------------------------------------------------------------------


def test_until_confirmed_words_propose(made):
    quality, place = aims_of(made.campaign, TODAY)
    assert (quality.text, quality.row, numbers(quality)) == (QUALITY, None, ["1", "2", "4"])
    assert numbers(place) == ["5"]
    assert place.tasks[0].words == ("环境",)


def test_what_the_office_confirms_stands_and_is_on_record(cast, made):
    aim = confirm(cast, made, made.tasks[5], made.tasks[0])
    quality, _place = aims_of(made.campaign, TODAY)
    assert (numbers(quality), quality.version) == (["1", "6"], 1)
    assert (aim.confirmed_by, aim.confirmed_at) == ("办公室经办人", NOW)
    entry = AuditEntry.objects.get(kind="plan.aim_confirmed")
    assert (entry.before, entry.after) == ({"tasks": ""}, {"tasks": "任务 1、6"})


def test_that_no_task_serves_an_aim_is_an_answer_too(cast, made):
    confirm(cast, made)
    quality, _place = aims_of(made.campaign, TODAY)
    assert (numbers(quality), quality.row is not None) == ([], True)


def test_it_may_be_confirmed_anew(cast, made):
    confirm(cast, made, made.tasks[0])
    confirm(cast, made, made.tasks[1], version=1)
    assert AimTask.objects.get().task == made.tasks[1]
    assert AuditEntry.objects.filter(kind="plan.aim_confirmed").latest("pk").before == {"tasks": "任务 1"}


def test_two_who_confirm_at_once_are_told(cast, made):
    confirm(cast, made, made.tasks[0])
    with pytest.raises(ChangedMeanwhile):
        confirm(cast, made, made.tasks[1])
    assert AimTask.objects.get().task == made.tasks[0]


def test_a_revision_that_repeats_the_words_keeps_what_was_confirmed(cast, made):
    confirm(cast, made, made.tasks[5])
    newer = PlanRevision.objects.get(pk=made.revision.pk)
    newer.pk, newer.number = None, 2
    newer.save(force_insert=True)
    aim_clause(newer, f"{QUALITY}，群众更加满意。")
    quality, satisfied = aims_of(made.campaign, TODAY)
    assert (quality.text, numbers(quality)) == (QUALITY, ["6"])
    assert (satisfied.text, satisfied.row) == ("群众更加满意", None)


@pytest.mark.parametrize("who", ["lead", "responsible", "head", "leader", "expert", "member", "system_admin"])
def test_none_but_the_office_confirms(cast, made, who):
    with pytest.raises(NotAllowed):
        confirm(cast, made, made.tasks[0], who=who)
    assert cast.client(who).post("/plan/aims/confirm/", {"text": QUALITY, "version": 0}).status_code == 403
    assert not Aim.objects.exists()


def test_another_organisation_finds_nothing(cast, made):
    with pytest.raises(NotFound):
        confirm(cast, made, who="stranger")
    foreign = make_campaign(cast, 1, elsewhere=True)
    with pytest.raises(NotFound):
        confirm(cast, made, foreign.tasks[0])
    assert not Aim.objects.exists()


@pytest.mark.parametrize("text", ["方案里没有的目标", ""])
def test_an_aim_the_plan_does_not_name_is_refused(cast, made, text):
    with pytest.raises(RuleBroken):
        confirm(cast, made, text=text)
    assert not Aim.objects.exists()


def test_a_withdrawn_task_serves_nothing(cast, made):
    Task.objects.filter(pk=made.tasks[0].pk).update(state=Task.State.WITHDRAWN)
    made.tasks[0].refresh_from_db()
    with pytest.raises(RuleBroken):
        confirm(cast, made, made.tasks[0])


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_says_which_aims_have_data_and_which_have_none(cast, made):
    assert "<h1>2 条创建目标：0 条有数据，2 条无数据</h1>" in read(cast, "leader")
    Measurement.objects.create(organisation=cast.organisation, target=made.targets[0], as_of=TODAY, numerator=449,
                               denominator=482, recorded_at=NOW, recorded_by="经办人")
    page = read(cast, "leader")
    assert "<h1>2 条创建目标：1 条有数据，1 条无数据</h1>" in page
    assert "93.15%" in page
    assert "还没有测评指标或问卷与它对上" in page


@pytest.mark.parametrize(("who", "confirms"), [("office", True), ("leader", False), ("lead", False), ("expert", False)])
def test_the_form_is_shown_to_the_office_alone(cast, made, who, confirms):
    page = read(cast, who)
    assert ('name="tasks"' in page) is confirms
    assert "都说到“普法”" in page


def test_the_office_confirms_on_the_page(cast, made):
    client = cast.client("office")
    given = {"text": QUALITY, "version": 0, "tasks": [made.tasks[5].pk], "once": "x"}
    answer = client.post("/plan/aims/confirm/", given)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/plan/aims/")
    page = client.get("/plan/aims/").content.decode()
    assert "已确认" in page
    assert "办公室经办人" in page


@pytest.mark.parametrize("given", [
    {}, {"text": QUALITY}, {"text": QUALITY, "version": "x"}, {"text": QUALITY, "version": 0, "tasks": ["999999"]},
    {"text": "x" * 501, "version": 0}, {"text": QUALITY, "version": -1},
])
def test_what_does_not_fit_is_refused_and_nothing_written(cast, made, given):
    assert cast.client("office").post("/plan/aims/confirm/", given).status_code == 422
    assert not Aim.objects.exists()


def test_later_rooms_put_their_figures_on_the_page(cast, made, monkeypatch):
    place = {"plan:aims:measures": [(1, lambda request, aim, campaign: f"<p>测得 {aim.text}</p>")]}
    monkeypatch.setattr(panels, "_places", {**panels._places, **place})
    assert f"<p>测得 {QUALITY}</p>" in read(cast, "leader")


def test_without_a_plan_or_without_aims_the_page_explains_itself(cast):
    assert "还没有展开的方案" in read(cast, "leader")
    make_campaign(cast, 1)
    assert "方案里没有写创建目标" in read(cast, "leader")
    assert cast.client("office").post("/plan/aims/confirm/", {"text": QUALITY, "version": 0}).status_code >= 400


def test_hostile_words_stay_text(cast, made):
    Clause.objects.update(text="服务质量提高<script>alert(1)</script>")
    assert "<script>alert" not in read(cast, "office")


def test_the_statements_do_not_grow(cast, made):
    client = cast.client("office")
    client.get("/plan/aims/")
    with CaptureQueriesContext(connection) as few:
        client.get("/plan/aims/")
    Campaign.objects.filter(pk=made.campaign.pk).update(state=Campaign.State.CLOSED)
    many = make_campaign(cast, 12)
    aim_clause(many.revision, "；".join(f"第{number}项服务提高" for number in range(9)))
    confirm(cast, many, *many.tasks, text="第1项服务提高")
    with CaptureQueriesContext(connection) as more:
        assert "9 条创建目标" in client.get("/plan/aims/").content.decode()
    assert len(more) == len(few)


# --- a refused confirmation keeps what was ticked ---------------------------------------------------------------------


def ticked(page: str) -> list[str]:
    return re.findall(r'name="tasks" value="(\d+)" checked', page.partition('id="aim-1"')[2].partition('id="aim-2"')[0])


def test_who_came_second_sees_the_others_result_and_his_own_ticks(cast, made):
    confirm(cast, made, made.tasks[0])
    client, mine = cast.client("office"), [made.tasks[1].pk, made.tasks[5].pk]
    answer = client.post("/plan/aims/confirm/", {"text": QUALITY, "version": 0, "tasks": mine})
    page = answer.content.decode()
    assert (answer.status_code, "别人刚确认过" in page) == (409, True)
    assert ticked(page) == [str(pk) for pk in mine]
    assert page.count("<details") - page.count("<details>") >= 2
    assert page.count(" no-print\" open>") == 1
    again = client.post("/plan/aims/confirm/", {"text": QUALITY, "version": 1, "tasks": mine})
    assert again.status_code == 303
    assert set(AimTask.objects.values_list("task", flat=True)) == set(mine)


def test_a_tick_that_does_not_fit_leaves_the_others(cast, made):
    given = {"text": QUALITY, "version": 0, "tasks": [made.tasks[3].pk, 999999]}
    answer = cast.client("office").post("/plan/aims/confirm/", given)
    page = answer.content.decode()
    assert (answer.status_code, "不在现行方案里" in page) == (422, True)
    assert ticked(page) == [str(made.tasks[3].pk)]


def test_what_belongs_to_no_aim_is_said_at_the_top(cast, made):
    answer = cast.client("office").post("/plan/aims/confirm/", {"text": "方案里没有的目标", "version": 0})
    assert answer.status_code in {409, 422}
    assert "现行方案里没有这条创建目标" in answer.content.decode()
    assert "没有看出要确认的是哪一条" in cast.client("office").post("/plan/aims/confirm/", {}).content.decode()
