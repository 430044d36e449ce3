"""The door of every view: signed in, with a role that gives the permission.

``request.detour`` is the page that must be dealt with before any other (a password to change), set by the accounts
room. What a thing's own state allows is asked in each room's ``access``.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wenming.domain.authority import Permission
from wenming.domain.errors import NotAllowed

from . import kept, origin
from .refusals import sentence_page

View = Callable[..., HttpResponse]
SIGN_IN_AGAIN = "登录已过期。请在新的标签页登录后，回到这里再点一次；填写的内容和选好的文件都还在。"


def signed_in(view: View) -> View:
    """Any signed-in person with at least one role."""
    return _guarded(view, None)


def needs(*permissions: Permission) -> Callable[[View], View]:
    """A signed-in person whose roles give at least one of ``permissions``."""

    def decorate(view: View) -> View:
        return _guarded(view, permissions)

    return decorate


def open_to_all(reason: str) -> Callable[[View], View]:
    """No sign-in; ``reason`` is why, for the test that walks every URL."""

    def decorate(view: View) -> View:
        view.guard = f"open: {reason}"  # type: ignore[attr-defined]
        return view

    return decorate


def _guarded(view: View, permissions: tuple[Permission, ...] | None) -> View:
    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if request.detour:
            return HttpResponseRedirect(request.detour, status=303)
        if request.viewer is None:
            raise NotAllowed("您的账号还没有授予角色，请联系本单位的安全管理员。")
        if permissions and not any(request.viewer.may(one) for one in permissions):
            raise NotAllowed("您的角色不办理这件事。需要的话，请联系领导小组办公室。")
        return view(request, *args, **kwargs)

    wrapper.guard = "signed in" if permissions is None else " or ".join(permissions)  # type: ignore[attr-defined]
    return wrapper


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; what a form held is kept. Scripts get 401 and keep their files themselves."""
    came_from = request.get_full_path()
    wants_script = request.headers.get("Accept", "").startswith("application/json") or getattr(request, "htmx", False)
    if wants_script:
        return sentence_page(request, SIGN_IN_AGAIN, 401)
    if request.method == "POST":
        kept.keep(request)
        came_from = origin.came_from(request)
    return HttpResponseRedirect(reverse("accounts:sign_in", query={"next": came_from}), status=303)
