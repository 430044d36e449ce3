"""Answers views give: a page, or back to where the person was with a sentence."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from . import undoable


def page(request: HttpRequest, template: str, context: dict | None = None, status: int = 200) -> HttpResponse:
    return render(request, template, context or {}, status=status)


def done(request: HttpRequest, sentence: str, to: object, *args, **kwargs) -> HttpResponseRedirect:
    """After an act: 303 to ``to`` (a view name or an address), where ``sentence`` is shown once, with 撤销 beside it
    where the act took something away that can be brought back.
    """
    request.session["said"] = sentence
    if undoable.offered():
        request.session["undo"] = undoable.offered()
    response = redirect(to, *args, **kwargs)
    response.status_code = 303
    return response


def form_again(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A form that was refused, with everything the person typed, status 422."""
    return render(request, template, context, status=422)


def document_file(data: bytes, name: str) -> HttpResponse:
    """A docx to save under ``name`` (without its ending)."""
    return HttpResponse(
        data, content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.docx") or "attachment"},
    )


def workbook_file(data: bytes, name: str) -> HttpResponse:
    """An xlsx to save under ``name`` (without its ending)."""
    return HttpResponse(
        data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.xlsx") or "attachment"},
    )
