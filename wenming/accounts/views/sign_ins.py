"""Live sessions: one's own, those of the accounts of the body; and what failed sign-ins have locked."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.accounts import access
from wenming.accounts.actions import unlocking
from wenming.accounts.actions.sessions import end_session
from wenming.accounts.queries.locks import locked_addresses
from wenming.accounts.queries.sessions import live_sign_ins, sign_ins_of
from wenming.domain.authority import Permission
from wenming.shell import lists, origin
from wenming.shell.door import needs, signed_in
from wenming.shell.responses import done, page


@signed_in
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/my_sign_ins.html", {
        "sign_ins": sign_ins_of(request.user, timezone.now()), "here": request.session.session_key,
    })


@needs(Permission.MANAGE_ACCOUNTS)
@require_GET
def live(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = live_sign_ins(request.viewer.organisation_id, now)
    return page(request, "accounts/live_sign_ins.html", {
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["pk"]),
        "count": lists.count_up_to(rows), "addresses": locked_addresses(now), "here": request.session.session_key,
    })


@signed_in
@require_POST
def end(request: HttpRequest, sign_in_id: int) -> HttpResponse:
    sign_in = access.sign_in_for(request.viewer, sign_in_id)
    end_session(sign_in=sign_in, by=request.viewer, at=timezone.now())
    return done(request, f"已结束{sign_in.user}在{sign_in.browser}的登录，立即生效。", origin.came_from(request))


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def unlock(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    unlocking.unlock_name(user=subject, by=request.viewer, at=timezone.now())
    return done(request, f"已解除{subject}的登录锁定，现在可以再试。", "accounts:account", subject.pk)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def unlock_address(request: HttpRequest) -> HttpResponse:
    address = request.POST.get("address", "")
    unlocking.unlock_address(address=address, by=request.viewer, at=timezone.now())
    return done(request, f"已解除网络地址 {address} 的锁定。", "accounts:live")
