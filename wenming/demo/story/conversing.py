"""What people say about a task and a piece of evidence: a question, its answer, a request."""

from datetime import datetime, timedelta

from wenming.evidence.models import Evidence
from wenming.notices.actions.comments import add_comment
from wenming.notices.models import Comment
from wenming.plan.models import Task

from .calendar import moment
from .founding import TAX_OFFICE, Body
from .timeline import Timeline

ABOUT_TASK = 9
QUESTION = "普及率的分子按参加考试的人数，还是按成绩合格的人数？"
ANSWER = "按成绩合格的人数，证明附学法考试的成绩汇总表。"
REQUEST = "这件很好。下次请再补一张看得出人数的全景照片。"


def converse(body: Body, tasks: dict[int, Task], timeline: Timeline) -> None:
    day = body.calendar.today - timedelta(days=7)
    timeline.at(moment(day, 14, 10), lambda at: _ask(body, tasks[ABOUT_TASK], at))
    timeline.at(moment(day, 14, 35), lambda at: _answer(body, tasks[ABOUT_TASK], at))
    timeline.at(moment(body.calendar.today - timedelta(days=2), 9, 40), lambda at: _request(body, at))


def _ask(body: Body, task: Task, at: datetime) -> None:
    text = f"@{body.office.name} {QUESTION}"
    add_comment(about="plan.task", object_id=task.pk, text=text, by=body.viewer("liaison"), at=at)


def _answer(body: Body, task: Task, at: datetime) -> None:
    asked = Comment.objects.of(body.organisation.pk).get(object_type="plan.task", object_id=task.pk)
    add_comment(about="plan.task", object_id=task.pk, text=ANSWER, answers=asked, by=body.office, at=at)


def _request(body: Body, at: datetime) -> None:
    filed = Evidence.objects.of(body.organisation.pk).filter(unit__name=TAX_OFFICE, state=Evidence.State.FILED)
    latest = filed.order_by("-pk").first()
    if latest is not None:  # a story told with little evidence has none of this unit
        add_comment(about="evidence.evidence", object_id=latest.pk, text=REQUEST, by=body.office, at=at)
