"""The page of one piece of evidence, and evidence on the pages of the plan."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming, jpeg, pdf, upload
from tests.factories.plan import make_campaign, make_slot
from wenming.evidence.actions.filing import add_files
from wenming.evidence.models import Citation, Evidence
from wenming.shell.panels import draw

SAID = {
    "title": "改过的题名", "place": "三楼", "people": "", "caption": "", "event_on": TODAY.isoformat(),
    "disclosure": "internal",
}


@pytest.fixture
def evidence(cast):
    colours = ("red", "green", "blue")
    return filed(cast, files=[*(incoming(f"{one}.jpg", jpeg(one)) for one in colours), incoming("签到.pdf", pdf())])


def address(evidence, what=""):
    return f"/ledger/{evidence.pk}/{what}"


def test_an_original_comes_down_as_it_went_up(cast, evidence):
    file = evidence.revisions.get().files.last()
    answer = cast.client("leader").get(address(evidence, f"files/{file.pk}/"), {"download": 1})
    assert b"".join(answer.streaming_content) == pdf()
    close(answer)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_three_dates_and_the_label_of_a_late_filing(cast):
    late = filed(cast, event_on=TODAY.replace(month=1, day=5), late_reason="资料在会计处")
    page = cast.client("expert").get(address(late)).content.decode()
    for words in ("活动日期", "拍摄时间", "上传时间", "补录", "资料在会计处"):
        assert words in page


def test_the_page_costs_the_same_with_one_use_and_three(cast):
    made, client = make_campaign(cast, tasks=3), cast.client("lead")
    one = filed(cast, slots=[made.slots[0].slot])
    client.get(address(one))
    with CaptureQueriesContext(connection) as few:
        client.get(address(one))
    many = filed(cast, "又一件", slots=[slot.slot for slot in made.slots], files=[
        incoming(f"{number}.pdf", pdf(str(number))) for number in range(3)
    ])
    with CaptureQueriesContext(connection) as more:
        client.get(address(many))
    assert len(few) == len(more)


def test_a_demand_shared_by_all_is_counted_over_all_units_on_the_page_too(cast):
    shared = make_slot(make_campaign(cast, tasks=1).tasks[0], "普法计划", minimum=2).slot
    filed(cast, "别处的", unit=cast.responsible, slots=[shared])
    page = cast.client("lead").get(address(filed(cast, slots=[shared]))).content.decode()
    assert "共 2 件，够了" in page


def test_a_change_typed_before_the_sign_in_ran_out_is_back_and_said_to_be(cast, evidence):
    client = cast.client("lead")
    client.logout()
    typed = {**SAID, "title": "过期前的题名", "version": 1, "form_owner": cast.viewers["lead"].user_id}
    client.post(address(evidence, "change/"), typed)
    client.force_login(cast.users["lead"])
    page = client.get(address(evidence)).content.decode()
    assert "过期前的题名" in page
    assert "登录过期前填写的内容已放回" in page


def test_changing_through_the_page(cast, evidence):
    client = cast.client("lead")
    assert client.post(address(evidence, "change/"), {**SAID, "version": 1}).status_code == 303
    evidence.refresh_from_db()
    assert evidence.title == "改过的题名"


def test_a_change_that_comes_second_is_shown_the_first_and_may_be_saved_over_it(cast, evidence):
    client = cast.client("lead")
    client.post(address(evidence, "change/"), {**SAID, "version": 1})
    answer = client.post(address(evidence, "change/"), {**SAID, "title": "我的题名", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我的题名" in page
    assert "改过的题名" in page
    assert 'name="version" value="2"' in page
    client.post(address(evidence, "change/"), {**SAID, "title": "我的题名", "version": 2})
    assert Evidence.objects.get().title == "我的题名"


def test_a_refused_change_keeps_what_was_typed(cast, evidence):
    form = {**SAID, "event_on": "2999-01-01", "caption": "写了很久的说明", "version": 1}
    answer = cast.client("lead").post(address(evidence, "change/"), form)
    assert answer.status_code == 422
    assert "写了很久的说明" in answer.content.decode()
    assert "活动日期不能晚于今天" in answer.content.decode()


def test_withdrawing_asks_why_and_closes_every_act(cast, evidence):
    client = cast.client("lead")
    assert client.post(address(evidence, "withdraw/"), {"reason": ""}).status_code == 422
    assert client.post(address(evidence, "withdraw/"), {"reason": "传错了"}).status_code == 303
    page = client.get(address(evidence)).content.decode()
    assert "已撤回" in page
    assert "补充文件" not in page
    assert client.post(address(evidence, "change/"), {**SAID, "version": 2}).status_code == 409
    assert client.get(address(evidence, "add-files/")).status_code == 409


def test_citing_and_taking_back_through_the_page(cast, evidence):
    made, client = make_campaign(cast, tasks=1), cast.client("lead")
    serves = [f"slot:{made.slots[0].slot_id}", f"task:{made.tasks[0].pk}"]
    assert client.post(address(evidence, "cite/"), {"unit": cast.lead.pk}).status_code == 422
    answer = client.post(address(evidence, "cite/"), {"unit": cast.lead.pk, "serves": serves})
    assert answer.status_code == 303
    assert Citation.objects.count() == 2
    client.post(f"/ledger/citations/{Citation.objects.first().pk}/remove/")
    assert Citation.objects.count() == 1


def test_citing_for_a_unit_that_is_not_ones_own_is_refused(cast, evidence):
    made = make_campaign(cast, tasks=1)
    form = {"unit": cast.lead.pk, "serves": [f"task:{made.tasks[0].pk}"]}
    assert cast.client("responsible").post(address(evidence, "cite/"), form).status_code == 422
    assert not Citation.objects.exists()


def test_files_are_added_as_a_revision(cast, evidence):
    client = cast.client("lead")
    assert client.get(address(evidence, "add-files/")).status_code == 200
    form = {"files": [upload("补.pdf", pdf("补"))]}
    assert client.post(address(evidence, "add-files/"), form).status_code == 303
    page = client.get(address(evidence)).content.decode()
    assert "第 2 稿" in page
    assert client.post(address(evidence, "add-files/"), {}).status_code == 422


def test_a_file_of_an_earlier_revision_can_still_be_opened(cast, evidence):
    first = evidence.revisions.get().files.first()
    add_files(evidence=evidence, files=[incoming("补.pdf", pdf("补"))], by=cast.office, at=NOW)
    answer = cast.client("office").get(address(evidence, f"files/{first.pk}/"))
    assert b"".join(answer.streaming_content) == jpeg("red")
    close(answer)


def asked_by(cast, who):
    request = RequestFactory().get("/")
    request.viewer = cast.viewers[who]
    return request


def test_the_task_page_shows_what_serves_it_in_any_way(cast):
    made = make_campaign(cast, tasks=2)
    filed(cast, "引任务", tasks=made.tasks[:1])
    filed(cast, "引分解任务", duties=[made.duty(cast.responsible)], unit=cast.responsible)
    filed(cast, "引材料要求", slots=[made.slots[0].slot])
    filed(cast, "别的任务", tasks=made.tasks[1:])
    filed(cast, "限本单位的", tasks=made.tasks[:1], disclosure="withheld")
    drawn = draw("plan:task:main", asked_by(cast, "responsible"), task=made.tasks[0])
    assert "3 件" in drawn
    assert all(title in drawn for title in ("引任务", "引分解任务", "引材料要求"))
    assert "别的任务" not in drawn
    assert "限本单位的" not in drawn
    assert f"/ledger/upload/?task={made.tasks[0].pk}" in drawn
    assert "/ledger/upload/" not in draw("plan:task:main", asked_by(cast, "leader"), task=made.tasks[0])


def test_the_duty_page_shows_what_the_unit_answered_with(cast):
    made = make_campaign(cast, tasks=1)
    filed(cast, "别处的", tasks=made.tasks)
    filed(cast, "本处的", slots=[made.slots[0].slot], unit=cast.responsible)
    drawn = draw("plan:duty:main", asked_by(cast, "responsible"), duty=made.duty(cast.responsible))
    assert "本处的" in drawn
    assert "别处的" not in drawn


def test_a_task_without_evidence_says_what_to_do(cast):
    drawn = draw("plan:task:main", asked_by(cast, "lead"), task=make_campaign(cast, tasks=1).tasks[0])
    assert "还没有佐证" in drawn


def test_panels_cost_the_same_with_one_piece_and_three(cast):
    made = make_campaign(cast, tasks=1)
    filed(cast, "一", tasks=made.tasks)
    with CaptureQueriesContext(connection) as few:
        draw("plan:task:main", asked_by(cast, "lead"), task=made.tasks[0])
    filed(cast, "二", tasks=made.tasks)
    filed(cast, "三", slots=[made.slots[0].slot])
    with CaptureQueriesContext(connection) as many:
        draw("plan:task:main", asked_by(cast, "lead"), task=made.tasks[0])
    assert len(few) == len(many) <= 4  # how many, the newest, their thumbnails, how often they are used
