"""The list of background jobs, and the page of one with its progress."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.shell.door import signed_in
from wenming.shell.lists import page_after
from wenming.shell.responses import page

from . import access, queries
from .models import Job


@require_GET
@signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    mine = queries.listed(request.viewer)
    wanted = request.GET.get("state", "")
    states = {"unfinished": [Job.State.WAITING, Job.State.RUNNING], "failed": [Job.State.FAILED],
              "done": [Job.State.DONE]}.get(wanted)
    shown = mine.filter(state__in=states) if states else mine
    context = {
        "counts": queries.counts(mine), "wanted": wanted if states else "",
        "page": page_after(shown, request.GET.get("after", ""), descending=["id"]),
    }
    return page(request, "jobs/jobs.html", context)


@require_GET
@signed_in
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    return _draw(request, job_id, "jobs/job.html")


@require_GET
@signed_in
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The part of the job's page that changes while it runs."""
    return _draw(request, job_id, "jobs/_progress.html")


def _draw(request: HttpRequest, job_id: int, template: str) -> HttpResponse:
    picture = queries.picture_of(access.job_for(request.viewer, job_id), at=timezone.now())
    return page(request, template, {"picture": picture, "job": picture.job})
