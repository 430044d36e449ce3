"""What stands beside the rooms: is the process alive, is the installation ready, how is everything."""

import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wenming.domain.authority import Permission
from wenming.shell.door import needs, open_to_all
from wenming.shell.responses import page
from wenming.site.looks import State, everything
from wenming.site.ready import readiness


@require_safe
@never_cache
@open_to_all("监控和反向代理没有账号；只答这个进程还活着")
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive. Neither session nor database is touched."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@open_to_all("监控和反向代理没有账号；明细只给本机和带令牌的")
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether requests can be served: 503 where not. A missing worker is said, but pages can be served without."""
    found = readiness()
    answer: dict[str, object] = {"ready": found.ready}
    if _may_see_details(request):
        answer |= {"checks": found.checks, "degraded": found.degraded}
    response = JsonResponse(answer, status=200 if found.ready else 503)
    if not found.ready:
        response.headers["Retry-After"] = "10"
    return response


@require_safe
@needs(Permission.MANAGE_ACCOUNTS)
def status(request: HttpRequest) -> HttpResponse:
    """The doctor's list for the system administrator, what is not well at the top."""
    looks = sorted(everything(), key=lambda look: [State.ILL, State.WARN, State.WELL].index(look.state))
    wanting = [look for look in looks if look.state != State.WELL]
    return page(request, "site/status.html", {"looks": looks, "wanting": wanting})


def _may_see_details(request: HttpRequest) -> bool:
    """This very machine, not through a proxy on it; or whoever holds the token."""
    token, given = settings.STATUS_TOKEN, request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return True
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP")):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
