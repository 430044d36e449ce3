"""What of the plan people may comment on."""

from django.urls import reverse

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotFound
from wenming.notices.registry import Subject, commentable

from .access.tasks import duty_for, task_for


@commentable("plan.task")
def task_to_comment(viewer: Viewer, task_id: int) -> Subject:
    _check_may_read(viewer)
    task = task_for(viewer, task_id)
    return Subject(f"{task} {task.title}", reverse("plan:task", args=[task.pk]))


@commentable("plan.duty")
def duty_to_comment(viewer: Viewer, duty_id: int) -> Subject:
    _check_may_read(viewer)
    duty = duty_for(viewer, duty_id)
    return Subject(str(duty), reverse("plan:duty", args=[duty.pk]))


def _check_may_read(viewer: Viewer) -> None:
    """Without the permission that opens the pages of the plan, its things are as if they were not there."""
    if not viewer.may(Permission.READ_CAMPAIGN):
        raise NotFound
