"""Where the forms of every page keep themselves while one types; asked by the script, answered in JSON."""

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts.actions import drafts as acts
from wenming.accounts.queries import DraftStanding, drafts_standing
from wenming.domain.errors import InputRefused
from wenming.shell.door import signed_in
from wenming.shell.drafted import path_of
from wenming.shell.jinja import moment

MOST_FORMS = 20
THREE = 3


@signed_in
@require_http_methods(["GET", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """GET: how the forms of a page stand. POST: keep one of them as it is now."""
    at = timezone.now()
    if request.method == "GET":
        marks = request.GET.getlist("draft")[:MOST_FORMS]
        found = drafts_standing(request.viewer, [path_of(mark) for mark in marks], at=at)
        return JsonResponse({"forms": [_shown(one, at) | {"fields": _kept(one)} for one in found]})
    path = path_of(request.POST.get("draft", ""))
    acts.save_draft(
        path=path, fields=_fields(request.POST.get("fields", "")), sending=request.POST.get("sending", ""),
        by=request.viewer, at=at,
    )
    return JsonResponse(_shown(drafts_standing(request.viewer, [path], at=at)[0], at))


@signed_in
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    acts.drop_draft(path=path_of(request.POST.get("draft", "")), by=request.viewer)
    return HttpResponse(status=204)


def _fields(text: str) -> acts.Fields:
    """Texts by twos or threes as the page sends them. Raises InputRefused for anything else."""
    try:
        sent = [(name, value, *said) for name, value, *said in json.loads(text)]
    except (ValueError, TypeError):
        raise InputRefused("草稿的内容不完整，没有保存。") from None
    return [one for one in sent if len(one) <= THREE and all(isinstance(part, str) for part in one)]


def _shown(standing: DraftStanding, at: datetime) -> dict[str, object]:
    own = standing.own
    return {
        "path": standing.path, "saved": _when(own.saved_at, at) if own else "",
        "others": [{"name": name, "since": _when(since, at)} for name, since in standing.others],
    }


def _kept(standing: DraftStanding) -> acts.Fields:
    return standing.own.fields if standing.own else []


def _when(then: datetime, at: datetime) -> str:
    """10:32 today, with the day otherwise."""
    said = moment(then)
    return said.split(" ")[1] if timezone.localdate(then) == timezone.localdate(at) else said
