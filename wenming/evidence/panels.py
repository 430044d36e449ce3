"""Evidence on the pages of the plan."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from wenming.domain.authority import Permission, Viewer
from wenming.notices.registry import Subject, commentable
from wenming.plan.models import Duty, Task
from wenming.shell.panels import panel

from .access import evidence_for, tallies_seen_by, visible_to
from .models import Evidence
from .queries.counts import filed_for_task
from .queries.rows import for_lists, rows_of
from .queries.serving import citations_for

SHOWN = 13


@commentable("evidence.evidence")
def evidence_to_comment(viewer: Viewer, evidence_id: int) -> Subject:
    evidence = evidence_for(viewer, evidence_id)
    return Subject(str(evidence), reverse("evidence:evidence", args=[evidence.pk]))


@panel("plan:task:main")
def evidence_of_task(request: HttpRequest, *, task: Task) -> str:
    """What serves the task, itself or through its duties and slots."""
    viewer, serving = request.viewer, citations_for(task.organisation_id, [task.pk])
    total = filed_for_task(viewer.organisation_id, tallies_seen_by(viewer), task.pk)
    return _drawn(request, _visible(request, serving), total, task, {"task": task.pk})


@panel("plan:duty:main")
def evidence_of_duty(request: HttpRequest, *, duty: Duty) -> str:
    """What this unit has answered with: for the duty, or for the task and its slots in the unit's name."""
    serving = citations_for(duty.organisation_id, [duty.task_id]).filter(Q(duty=duty) | Q(unit_id=duty.unit_id))
    evidence = _visible(request, serving)
    return _drawn(request, evidence, evidence.count(), duty.task, {"duty": duty.pk})


def _visible(request: HttpRequest, serving: QuerySet) -> QuerySet:
    cited = serving.order_by().values("evidence_id")
    return visible_to(request.viewer).filter(state=Evidence.State.FILED, pk__in=cited)


def _drawn(request: HttpRequest, evidence: QuerySet, total: int, task: Task, serves: dict[str, int]) -> str:
    rows = rows_of(for_lists(evidence).order_by("-event_on", "-pk")[:SHOWN])
    return render_to_string("evidence/_panel.html", {
        "rows": rows, "total": total, "task": task, "serves": serves,
        "may_file": request.viewer.may(Permission.FILE_EVIDENCE),
    })
