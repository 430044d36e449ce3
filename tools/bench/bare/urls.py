"""The controls: 10 KB answered, and a file taken in and kept without a further thought."""

import os
import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"x" * 10_240
KEPT = Path(tempfile.gettempdir())


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


def upload(request: HttpRequest) -> HttpResponse:
    """The bytes of one field ``file`` to one file on disk; it is removed again, so that a long run fills nothing."""
    handle, name = tempfile.mkstemp(dir=KEPT)
    with os.fdopen(handle, "wb") as target:
        for chunk in request.FILES["file"].chunks():
            target.write(chunk)
    os.unlink(name)
    return HttpResponse(b"ok")


urlpatterns = [path("", page), path("upload/", upload)]
