"""The pages of jobs: who sees which, what they say, what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.jobs import make_job, make_row_error
from wenming.domain.errors import NotFound
from wenming.jobs import access, registry
from wenming.jobs.actions.signs import give_sign
from wenming.jobs.queries import WORKER, listed, visible_to


@pytest.mark.parametrize(("who", "sees_own", "sees_of_others"), [
    ("office", True, True), ("lead", True, False), ("responsible", True, False), ("head", True, False),
    ("member", True, False), ("leader", True, False), ("expert", True, False), ("system_admin", True, False),
    ("security_admin", True, False), ("audit_admin", True, False), ("stranger", True, False),
])
def test_who_sees_a_job(cast, who, sees_own, sees_of_others):
    viewer = cast.viewers[who]
    other = make_job(cast.viewers["lead" if who != "lead" else "responsible"])
    own = make_job(viewer)
    for job, sees in ((own, sees_own), (other, sees_of_others)):
        assert (job in visible_to(viewer)) is sees
        if sees:
            assert access.job_for(viewer, job.pk) == job
        else:
            with pytest.raises(NotFound):
                access.job_for(viewer, job.pk)


@pytest.mark.parametrize("view", ["jobs:job", "jobs:progress"])
def test_job_of_another_organisation_is_not_there(cast, view):
    job = make_job(cast.stranger)
    assert cast.client("office").get(reverse(view, args=[job.pk])).status_code == 404
    assert cast.client("stranger").get(reverse(view, args=[job.pk])).status_code == 200


def test_list_answers_how_things_stand(cast):
    client = cast.client("office")
    assert "还没有后台任务" in client.get(reverse("jobs:jobs")).content.decode()
    make_job(cast.office, state="done")
    assert "后台任务都办完了" in client.get(reverse("jobs:jobs")).content.decode()
    make_job(cast.office, title="核对佐证")
    make_job(cast.office, title="导入名册", state="failed")
    page = client.get(reverse("jobs:jobs")).content.decode()
    assert "1 件正在办，1 件没有办成" in page
    only = client.get(reverse("jobs:jobs"), {"state": "failed"}).content.decode()
    assert "导入名册" in only
    assert "核对佐证" not in only


def test_housekeeping_is_listed_only_where_it_failed(cast, kind):
    kind("loud", lambda run: None)
    registry.job("tests.quiet", "整理", quiet=True)(lambda run: None)
    shown = [make_job(cast.office, kind="tests.loud"), make_job(cast.office, kind="tests.quiet", state="failed")]
    hidden = make_job(cast.office, kind="tests.quiet", state="done")
    assert list(listed(cast.office).order_by("id")) == shown
    assert access.job_for(cast.office, hidden.pk) == hidden


def test_list_costs_the_same_for_one_and_for_three(cast, count_queries):
    client = cast.client("office")
    make_job(cast.office)
    one = count_queries(client, reverse("jobs:jobs"))
    make_job(cast.office)
    make_job(cast.office)
    assert count_queries(client, reverse("jobs:jobs")) == one


def test_job_page_costs_the_same_for_one_and_for_three_failed_rows(cast, count_queries):
    client, job = cast.client("office"), make_job(cast.office, state="done", done=3, total=3)
    make_row_error(job, 1)
    one = count_queries(client, reverse("jobs:job", args=[job.pk]))
    make_row_error(job, 2)
    make_row_error(job, 3)
    assert count_queries(client, reverse("jobs:job", args=[job.pk])) == one


def test_running_job_is_asked_after_and_a_finished_one_is_not(cast):
    client = cast.client("office")
    job = make_job(cast.office, state="running", done=37, total=200)
    address = reverse("jobs:progress", args=[job.pk])
    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert f'hx-get="{address}"' in fragment
    assert "37/200 项" in fragment
    job.state, job.done, job.result = "done", 200, {"url": "/ledger/", "label": "看台账"}
    job.save()
    fragment = client.get(address).content.decode()
    assert "hx-get" not in fragment
    assert '<a class="act" href="/ledger/">看台账</a>' in fragment


def test_result_leads_nowhere_outside(cast):
    job = make_job(cast.office, state="done", result={"url": "https://example.org/"})
    assert "example.org" not in cast.client("office").get(reverse("jobs:job", args=[job.pk])).content.decode()


def test_failed_rows_are_listed_with_reasons(cast):
    job = make_job(cast.office, state="done", done=9, total=9, message="1 项没有办成，原因见下表；其余已办好。")
    make_row_error(job, 4, "名册里没有“<b>外单位</b>”。")
    page = cast.client("office").get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "办完了，1 项没有办成" in page
    assert "名册里没有“&lt;b&gt;外单位&lt;/b&gt;”。" in page


def test_waiting_in_vain_is_said(cast):
    now, client = timezone.now(), cast.client("office")
    job = make_job(cast.office, run_at=now - timedelta(minutes=2))
    address = reverse("jobs:job", args=[job.pk])
    assert "后台服务可能没有启动" in client.get(address).content.decode()
    give_sign(WORKER + "host:1", at=now - timedelta(minutes=5))
    assert "后台服务可能没有启动" in client.get(address).content.decode(), "a worker that fell silent is no worker"
    give_sign(WORKER + "host:2", at=now)
    assert "后台服务可能没有启动" not in client.get(address).content.decode()


def test_visitor_is_sent_to_sign_in(db, client):
    assert client.get(reverse("jobs:jobs")).status_code == 303
