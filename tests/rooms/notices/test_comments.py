"""What people say to each other about a thing: who may, who is told, what can be taken back, what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.evidence.actions.filing import Incoming, file_evidence
from wenming.notices import access
from wenming.notices.actions.comments import add_comment, reopen_comment, settle_comment, withdraw_comment
from wenming.notices.models import Comment, Notice
from wenming.notices.queries import people_named, threads_about

SEES_TASK = {"office": True, "lead": True, "responsible": True, "head": True, "leader": True, "expert": True,
             "member": False, "system_admin": False, "security_admin": False, "audit_admin": False, "stranger": False}


@pytest.fixture
def made(cast):
    return make_campaign(cast)


@pytest.fixture
def task(made):
    return made.tasks[0]


def say(viewer, thing, text="照片够不够？", at=NOW, **more) -> Comment:
    label = thing._meta.label_lower
    return add_comment(about=label, object_id=thing.pk, text=text, by=viewer, at=at, **more).comment


@pytest.mark.parametrize(("who", "may"), SEES_TASK.items())
def test_whoever_sees_the_task_may_comment_on_it_and_nobody_else(cast, task, who, may):
    if may:
        assert say(cast.viewers[who], task).by_name == cast.viewers[who].name
    else:
        with pytest.raises(NotFound):
            say(cast.viewers[who], task)
        assert not Comment.objects.exists()


@pytest.mark.parametrize(("who", "sees"), [
    ("office", True), ("leader", True), ("lead", True), ("responsible", False), ("expert", False), ("stranger", False),
])
def test_withheld_evidence_is_commented_on_by_those_who_see_it(cast, made, who, sees):
    from django.core.files.base import ContentFile

    evidence = file_evidence(
        files=[Incoming("x.txt", ContentFile(b"x", name="x.txt"))], title="内部材料", unit=cast.lead, event_on=TODAY,
        tasks=[made.tasks[0]], disclosure="withheld", by=cast.office, at=NOW,
    )
    first = say(cast.office, evidence)
    if sees:
        say(cast.viewers[who], evidence, answers=first)
        assert access.comment_for(cast.viewers[who], first.pk) == first
    else:
        with pytest.raises(NotFound):
            say(cast.viewers[who], evidence)
        with pytest.raises(NotFound):
            access.comment_for(cast.viewers[who], first.pk)


@pytest.mark.parametrize("about", ["", "plan.nothing", "accounts.user", "organisation.unit"])
def test_nothing_else_is_commented_on(cast, task, about):
    with pytest.raises(NotFound):
        add_comment(about=about, object_id=task.pk, text="x", by=cast.office, at=NOW)


@pytest.mark.parametrize("text", ["", "  \n ", "长" * 1001])
def test_empty_and_endless_comments_are_refused_in_words(cast, task, text):
    with pytest.raises(InputRefused):
        say(cast.office, task, text)
    assert not Comment.objects.exists()


def test_the_page_shows_what_was_said_as_text(cast, task):
    client = cast.client("expert")
    to = reverse("notices:comment", query={"about": "plan.task", "object": task.pk})
    answer = client.post(to, {"text": "<script>alert(1)</script> 建议补一张全景"}, follow=True)
    body = answer.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 建议补一张全景" in body
    assert "来访专家" in body
    assert "留言 1 条，1 条未解决" in body
    assert "留言 1 条" in cast.client("lead").get(reverse("plan:task", args=[task.pk])).content.decode()


def test_a_person_named_is_told_once_with_the_way_there(cast, task):
    said = add_comment(about="plan.task", object_id=task.pk, text="@分管领导 请定，@分管领导 也看 @办公室经办人",
                       by=cast.office, at=NOW)
    assert (said.told, said.not_told) == (("分管领导",), ())
    notice = Notice.objects.get()
    assert notice.to == cast.users["leader"]
    assert notice.link == f"{reverse('plan:task', args=[task.pk])}#comment-{said.comment.pk}"
    assert "办公室经办人" in notice.title


def test_whoever_may_not_see_the_thing_is_not_told_and_the_writer_learns_it(cast, task):
    text = "@普通职工 @外单位办公室 看看"
    said = add_comment(about="plan.task", object_id=task.pk, text=text, by=cast.office, at=NOW)
    assert (said.told, said.not_told) == ((), ("普通职工",))
    assert not Notice.objects.exists()


def test_the_longest_name_counts(cast):
    cast.users["head"].name = "单位负责"
    cast.users["head"].save()
    cast.users["responsible"].name = "单位负责人甲"
    cast.users["responsible"].save()
    found = people_named("请@单位负责人甲看", cast.organisation.pk, on=TODAY)
    assert [user.name for user in found] == ["单位负责人甲"]
    assert people_named("没有提到谁", cast.organisation.pk, on=TODAY) == []


def test_an_answer_tells_the_one_who_asked_and_stands_beneath(cast, task):
    asked = say(cast.viewers["expert"], task)
    answer = say(cast.office, task, "够了", answers=asked)
    again = say(cast.viewers["expert"], task, "谢谢", answers=answer)
    threads = threads_about(cast.organisation.pk, "plan.task", task.pk)
    assert [(one.comment, one.answers) for one in threads] == [(asked, [answer, again])]
    assert [notice.to_id for notice in Notice.objects.all()] == [cast.users["expert"].pk]


def test_an_answer_to_a_comment_on_something_else_is_not_found(cast, made):
    elsewhere = say(cast.office, made.tasks[1])
    with pytest.raises(NotFound):
        say(cast.office, made.tasks[0], answers=elsewhere)


def test_taken_back_within_minutes_by_its_writer_alone(cast, task):
    comment = say(cast.viewers["lead"], task)
    with pytest.raises(NotAllowed):
        withdraw_comment(comment=comment, by=cast.office, at=NOW)
    with pytest.raises(RuleBroken):
        withdraw_comment(comment=comment, by=cast.viewers["lead"], at=NOW + timedelta(minutes=11))
    withdraw_comment(comment=comment, by=cast.viewers["lead"], at=NOW + timedelta(minutes=9))
    body = cast.client("office").get(reverse("plan:task", args=[task.pk])).content.decode()
    assert "已撤回" in body
    assert "照片够不够" not in body
    with pytest.raises(RuleBroken):
        withdraw_comment(comment=comment, by=cast.viewers["lead"], at=NOW)


@pytest.mark.parametrize(("who", "may"), [("expert", True), ("office", True), ("lead", False), ("leader", False)])
def test_settled_by_the_one_who_asked_or_the_office(cast, task, who, may):
    comment = say(cast.viewers["expert"], task)
    assert access.may_settle(cast.viewers[who], comment) is may
    if not may:
        with pytest.raises(NotAllowed):
            settle_comment(comment=comment, by=cast.viewers[who], at=NOW)
        return
    settle_comment(comment=comment, by=cast.viewers[who], at=NOW)
    with pytest.raises(RuleBroken, match=cast.viewers[who].name):
        settle_comment(comment=comment, by=cast.office, at=NOW)
    reopen_comment(comment=comment, by=cast.office, at=NOW)
    with pytest.raises(RuleBroken):
        reopen_comment(comment=comment, by=cast.office, at=NOW)


def test_everything_is_on_record_without_the_words(cast, task):
    comment = say(cast.office, task, "只在此处说的话")
    settle_comment(comment=comment, by=cast.office, at=NOW)
    reopen_comment(comment=comment, by=cast.office, at=NOW)
    withdraw_comment(comment=comment, by=cast.office, at=NOW)
    entries = AuditEntry.objects.filter(kind__startswith="notices.")
    assert [entry.kind.partition("_")[2] for entry in entries.order_by("id")] == [
        "added", "settled", "reopened", "withdrawn"]
    assert not any("只在此处说的话" in f"{entry.object_label}{entry.after}" for entry in entries)


@pytest.mark.parametrize("view", ["withdraw_comment", "settle_comment", "reopen_comment"])
def test_another_organisations_comment_is_not_found(cast, view):
    theirs = make_campaign(cast, elsewhere=True)
    comment = say(cast.stranger, theirs.tasks[0])
    assert cast.client("office").post(reverse(f"notices:{view}", args=[comment.pk])).status_code == 404


def test_the_page_costs_the_same_however_much_is_said(cast, task):
    client, address = cast.client("office"), reverse("plan:task", args=[task.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    first = say(cast.office, task, at=timezone.now())
    cost()
    few = cost()
    for number in range(5):
        say(cast.office, task, f"第 {number} 条", at=timezone.now(), answers=first if number % 2 else None)
    assert cost() == few


def test_its_draft_is_its_own_places(cast, task):
    body = cast.client("office").get(reverse("plan:task", args=[task.pk])).content.decode()
    assert f"/notices/comments/?about=plan.task&amp;object={task.pk}:" in body
