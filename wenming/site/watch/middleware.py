"""Around everything else: a number for each request; where asked for, a line in the log and the figures."""

import time
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from .logs import PROBES
from .reference import new_reference


class Counter:
    """How many statements this request sent to the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


class Watch:
    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response
        self._observe = None
        if settings.METRICS:
            from .metrics import observe

            self._observe = observe

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reference = new_reference()  # type: ignore[attr-defined]
        if not (settings.LOG_JSON or self._observe):
            return self._numbered(request)
        counter, start = Counter(), time.perf_counter()
        with ExitStack() as during:
            import structlog

            during.enter_context(structlog.contextvars.bound_contextvars(request=request.reference))
            during.enter_context(connection.execute_wrapper(counter))
            response = self._numbered(request)
            seconds = time.perf_counter() - start
            if settings.LOG_JSON:
                _write_line(request, response, seconds, counter.count)
        if self._observe:
            self._observe(view_of(request), request.method, response.status_code, seconds, counter.count)
        return response

    def _numbered(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.reference  # type: ignore[attr-defined]
        return response


def view_of(request: HttpRequest) -> str:
    """The view's name; never the path, which may hold what people typed."""
    match = request.resolver_match
    return match.view_name if match else "(none)"


def _write_line(request: HttpRequest, response: HttpResponse, seconds: float, queries: int) -> None:
    if request.path in PROBES:
        return
    viewer = getattr(request, "viewer", None)
    import structlog

    log = structlog.get_logger("wenming.request")
    log.info("request", method=request.method, view=view_of(request), status=response.status_code,
             ms=round(seconds * 1000, 1), sql=queries, user=viewer.user_id if viewer else None)
