"""The yearly check of accounts."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.accounts import access
from wenming.accounts.actions import reviews as acts
from wenming.accounts.exports.reviews import review_workbook
from wenming.accounts.queries.reviews import lines_of, review_due_on, reviews_of
from wenming.domain.authority import Permission
from wenming.shell.door import needs
from wenming.shell.responses import done, page, workbook_file

EITHER = (Permission.GRANT_ROLES, Permission.MANAGE_ACCOUNTS)


@needs(*EITHER)
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    here = request.viewer.organisation_id
    return page(request, "accounts/reviews.html", {
        "reviews": list(reviews_of(here)[:20]), "due_on": review_due_on(here), "today": timezone.localdate(),
        "may_open": request.viewer.may(Permission.GRANT_ROLES),
    })


@needs(Permission.GRANT_ROLES)
@require_POST
def open_review(request: HttpRequest) -> HttpResponse:
    review = acts.open_review(by=request.viewer, at=timezone.now())
    return done(request, "已列出现有的全部账号，请逐个核对。", "accounts:review", review.pk)


@needs(*EITHER)
@require_GET
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    subject = access.review_for(request.viewer, review_id)
    return page(request, "accounts/review.html", {"review": subject, "lines": list(lines_of(subject))})


@needs(*EITHER)
@require_POST
def confirm(request: HttpRequest, review_id: int) -> HttpResponse:
    subject = access.review_for(request.viewer, review_id)
    lines = access.lines_for(subject, request.POST.getlist("lines"))
    count = acts.confirm_lines(review=subject, lines=lines, by=request.viewer, at=timezone.now())
    return done(request, f"已确认 {count} 个账号继续使用。", "accounts:review", subject.pk)


@needs(*EITHER)
@require_POST
def close_line(request: HttpRequest, line_id: int) -> HttpResponse:
    line = access.line_for(request.viewer, line_id)
    acts.close_line(line=line, by=request.viewer, at=timezone.now())
    return done(request, f"已停用{line.user}，立即生效。", "accounts:review", line.review_id)


@needs(*EITHER)
@require_GET
def workbook(request: HttpRequest, review_id: int) -> HttpResponse:
    subject = access.review_for(request.viewer, review_id)
    return workbook_file(review_workbook(subject, lines_of(subject)), str(subject))
