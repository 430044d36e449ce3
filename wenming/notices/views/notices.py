"""The person's own notices. Opening one marks it read, so it is a POST: nothing changes by merely looking."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.notices import access, queries
from wenming.notices.actions import notices as actions
from wenming.shell import lists
from wenming.shell.door import signed_in
from wenming.shell.responses import done, page


@signed_in
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    unread_only = request.GET.get("unread") == "1"
    rows = queries.notices_to(request.viewer, unread=unread_only)
    request.unread_notices = queries.unread_count(request.viewer)  # type: ignore[attr-defined]
    return page(request, "notices/notices.html", {
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["sent_at", "pk"]),
        "unread": request.unread_notices, "unread_only": unread_only,  # type: ignore[attr-defined]
        "query": {"unread": "1" if unread_only else ""},
    })


@signed_in
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = access.notice_for(request.viewer, notice_id)
    actions.mark_read(notice=notice, by=request.viewer, at=timezone.now())
    return HttpResponseRedirect(notice.link or reverse("notices:notices"), status=303)


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = actions.mark_all_read(by=request.viewer, at=timezone.now())
    return done(request, f"{count} 条通知已标为已读。", "notices:notices")
