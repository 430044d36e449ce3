"""From a refusal to what the person sees: the sentence, the status, the way on. Never a stack trace."""

import sys
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from wenming.domain.errors import (
    ChangedMeanwhile,
    InputRefused,
    NoRoom,
    NotAllowed,
    NotFound,
    OutOfReach,
    RuleBroken,
    TooLarge,
)

from .outages import Outage, outage_of

STATUS: dict[type[RuleBroken], int] = {
    NotFound: 404,
    NotAllowed: 403,
    TooLarge: 413,
    InputRefused: 422,
    ChangedMeanwhile: 409,
    OutOfReach: 503,
    NoRoom: 507,
    RuleBroken: 409,
}
HEADINGS = {
    401: "登录已过期",
    403: "这件事您办不了",
    404: "没有找到",
    405: "这个地址不能直接打开",
    409: "现在还不能这样办",
    413: "内容太大",
    422: "填写的内容有问题",
    503: "暂时办不了",
    507: "存不下了",
}
FAULT = Outage(500, "系统出了差错",
               "系统出了差错，已经记录。您刚才的操作没有生效，请稍后再试；仍不行请联系系统管理员。")


def status_of(refusal: RuleBroken) -> int:
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def answer(request: HttpRequest, refusal: RuleBroken) -> HttpResponse:
    """The refusal as JSON for scripts, a fragment for htmx, a page for everyone else."""
    return sentence_page(request, refusal.sentence, status_of(refusal), getattr(refusal, "fields", {}))


def sentence_page(
    request: HttpRequest, sentence: str, status: int, fields: dict | None = None, heading: str = ""
) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"sentence": sentence, "fields": fields or {}}, status=status)
    if getattr(request, "htmx", False):
        context = {"sentence": sentence, "fields": fields or {}}
        return _fragment(render_to_string("shell/refusal_fragment.html", context), status)
    heading = heading or HEADINGS.get(status, "没有办成")
    context = {"heading": heading, "sentence": sentence, "fields": fields or {}, "status": status}
    return render(request, "shell/refusal.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = (
        "提交凭证已失效，没有保存：多半是这个页面打开以后又登录过。请返回上一页再提交一次，填写的内容还在。"
    )
    return sentence_page(request, sentence, 403, heading="没有保存，请再提交一次")


def wrong_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """A form's own address typed or reloaded: Django's answer has no body, and a browser shows its own error page."""
    sentence = "这是提交表单用的地址，没有页面可看。请返回上一页，或从菜单进去。"
    answered = sentence_page(request, sentence, refused.status_code)
    answered.headers["Allow"] = refused.headers.get("Allow", "")
    return answered


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return sentence_page(request, NotFound().sentence, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that stands on nothing: neither session nor database may be there to draw it with.

    Django calls it while the error is being handled. 503 and 507 for what is no fault of ours (``outages``).
    """
    outage = outage_of(sys.exc_info()[1]) or FAULT
    _read_to_the_end(request)
    _throw_half_uploads_away(request)
    context = {"heading": outage.heading, "sentence": outage.sentence, "fields": {},
               "reference": getattr(request, "reference", "")}
    if request.headers.get("Accept", "").startswith("application/json"):
        said = f"{outage.sentence}（编号 {context['reference']}）"
        response: HttpResponse = JsonResponse({"sentence": said, "fields": {}}, status=outage.status)
    elif getattr(request, "htmx", False):
        response = _fragment(render_to_string("shell/refusal_fragment.html", context), outage.status)
    else:
        response = HttpResponse(render_to_string("shell/outage.html", context), status=outage.status)
    if outage.retry_after:
        response.headers["Retry-After"] = str(outage.retry_after)
    return response


def _read_to_the_end(request: HttpRequest) -> None:
    """A sender who is still sending does not hear an answer: what is left of the body is read and thrown away."""
    try:
        while request.read(1024 * 1024):
            pass
    except OSError:  # the sender is gone
        return


def _throw_half_uploads_away(request: HttpRequest) -> None:
    """What had come of a file lies on the disk that may be full; Django removes it only where the sender broke off."""
    for handler in request.upload_handlers:
        with suppress(OSError):
            handler.upload_interrupted()


def _fragment(html: str, status: int) -> HttpResponse:
    """For htmx: into the place for refusals, whatever the request was aimed at."""
    aim = {"HX-Retarget": "#refusal", "HX-Reswap": "innerHTML", "HX-Reselect": ".sorry"}
    return HttpResponse(html, status=status, headers=aim)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return sentence_page(request, "提交的内容不完整或过大，没有保存。请返回检查后再提交。", 400)
