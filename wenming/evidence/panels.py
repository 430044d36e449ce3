"""Evidence on the pages of the plan."""

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from wenming.domain.authority import Permission, Viewer
from wenming.notices.registry import Subject, commentable
from wenming.plan.models import Duty, Task, TaskSlot
from wenming.shell.panels import panel

from .access import evidence_for, sight_of, visible_to
from .models import Evidence
from .queries.counts import filed_for_task
from .queries.offers import offers_of
from .queries.rows import Row, for_lists, newest_for_task, rows_of
from .queries.serving import citations_for

SHOWN = 13


@commentable("evidence.evidence")
def evidence_to_comment(viewer: Viewer, evidence_id: int) -> Subject:
    evidence = evidence_for(viewer, evidence_id)
    return Subject(str(evidence), reverse("evidence:evidence", args=[evidence.pk]))


@panel("dashboard:mine", order=10)
def offers(request: HttpRequest) -> str:
    """The way to hand something in, and what became of what was handed in."""
    if not request.viewer.may(Permission.OFFER_EVIDENCE):
        return ""
    return render_to_string("evidence/_mine.html", {"offers": offers_of(request.viewer)}, request)


@panel("plan:task:main")
def evidence_of_task(request: HttpRequest, *, task: Task) -> str:
    """What serves the task, itself or through its duties and slots."""
    organisation_id, sight = request.viewer.organisation_id, sight_of(request.viewer)
    if sight is None:
        return ""
    total, accepted = filed_for_task(organisation_id, sight, task.pk)
    newest = newest_for_task(organisation_id, task.pk, *sight.unit_ids, everything=sight.everything, number=SHOWN)
    return _drawn(request, rows_of(newest), total, task, {"task": task.pk}, accepted=accepted)


@panel("plan:duty:main")
def evidence_of_duty(request: HttpRequest, *, duty: Duty) -> str:
    """What this unit has answered with: for the duty, or in its name for the task and its slots; for a share of a work
    item, for the slots of the item."""
    serving = citations_for(duty.organisation_id, [duty.task_id]).filter(Q(duty=duty) | _in_its_name(duty))
    cited = serving.order_by().values("evidence_id")
    evidence = visible_to(request.viewer).filter(state=Evidence.State.FILED, pk__in=cited)
    rows = rows_of(for_lists(evidence).order_by("-event_on", "-pk")[:SHOWN])
    return _drawn(request, rows, evidence.count(), duty.task, {"duty": duty.pk})


def _in_its_name(duty: Duty) -> Q:
    if duty.work_item_id is None:
        return Q(unit_id=duty.unit_id)
    slots = TaskSlot.objects.of(duty.organisation_id).filter(work_item=duty.work_item_id).values("slot")
    return Q(unit_id=duty.unit_id, slot__in=slots)


def _drawn(
    request: HttpRequest, rows: list[Row], total: int, task: Task, serves: dict[str, int], *,
    accepted: int | None = None,
) -> str:
    return render_to_string("evidence/_panel.html", {
        "rows": rows, "total": total, "accepted": accepted, "task": task, "serves": serves,
        "may_file": request.viewer.may(Permission.FILE_EVIDENCE),
    })
