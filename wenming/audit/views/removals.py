"""回收: what was taken away in the last thirty days; and 撤销, from there or beside the sentence that told of it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.audit import access
from wenming.audit.actions import removing
from wenming.audit.queries import removals as queries
from wenming.shell.door import signed_in
from wenming.shell.lists import Page, count_up_to, page_after
from wenming.shell.origin import came_from
from wenming.shell.responses import done, page


@signed_in
@require_GET
def removed(request: HttpRequest) -> HttpResponse:
    rows = queries.restorable(request.viewer, at=timezone.now(), held_for=removing.HELD_FOR)
    found = page_after(rows, request.GET.get("after", ""), descending=["id"])
    lines = [queries.line_of(one, removing.HELD_FOR) for one in found.rows]
    return page(request, "audit/removed.html", {"page": Page(lines, found.after), "count": count_up_to(rows)})


@signed_in
@require_POST
def undo(request: HttpRequest, removal_id: int) -> HttpResponse:
    removal = access.removal_for(request.viewer, removal_id)
    removing.undo(removal=removal, by=request.viewer, at=timezone.now())
    return done(request, f"已恢复原状，这一步不算了：{removal}。", came_from(request))
