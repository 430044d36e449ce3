"""What the form pages of this room share: what a form is bound to, and how a refused one is shown again."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict

from wenming.domain.errors import RuleBroken
from wenming.plan.forms.refusals import put_into
from wenming.shell import kept
from wenming.shell.refusals import status_of
from wenming.shell.responses import form_again, page


def typed(request: HttpRequest, path: str | None = None) -> QueryDict | None:
    """What was typed: the POST, or, on coming back, what was held when the sign-in ran out."""
    return request.POST if request.method == "POST" else kept.take(request, path)


def form_page(request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm) -> HttpResponse:
    """The form to fill in, to correct (422), or with what was typed before the sign-in ran out."""
    put_back = request.method == "GET" and form.is_bound
    answer = form_again if request.method == "POST" else page
    return answer(request, template, {**context, "form": form, "put_back": put_back})


def refused(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.Form, refusal: RuleBroken,
    *, version: int | None = None,
) -> HttpResponse:
    """The form with all that was typed and the sentence that refused it, under the refusal's own status."""
    put_into(form, refusal, version=version)
    return page(request, template, {**context, "form": form, "put_back": False}, status_of(refusal))
