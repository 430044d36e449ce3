"""What is logged and counted of a request, and what never is; what a person is told when something breaks."""

import json
import logging
import sys

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from wenming.dashboard import views
from wenming.shell import refusals
from wenming.shell.outages import outage_of
from wenming.site.watch import logs, middleware
from wenming.site.watch.reference import new_reference
from wenming.site.watch.tracebacks import WITHHELD, safe

REFERENCE = r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"
SECRET = "某人的身份证号"


@pytest.fixture
def lines(settings):
    """The JSON lines written while the test runs."""
    settings.LOG_JSON = True
    written, handler = [], logging.StreamHandler()
    logs.configure()
    handler.setFormatter(logs.json_formatter())
    handler.emit = lambda record: written.append(json.loads(handler.format(record)))
    watched = [logging.getLogger("wenming"), logging.getLogger("django.request")]
    before = watched[0].level
    watched[0].setLevel(logging.INFO)
    for logger in watched:
        logger.addHandler(handler)
    yield written
    watched[0].setLevel(before)
    for logger in watched:
        logger.removeHandler(handler)


@pytest.fixture
def broken(monkeypatch):
    """Let the desk break with an error."""

    def breaks(error):
        def raise_it(*_, **__):
            raise error

        monkeypatch.setattr(views, "due_items", raise_it)

    return breaks


def test_one_line_per_request_with_numbers_and_no_names(cast, lines):
    client = cast.client("office")
    answer = client.get("/organisation/units/", {"q": SECRET})
    (line,) = lines
    assert line["view"] == "organisation:units"
    assert (line["method"], line["status"], line["user"]) == ("GET", 200, cast.users["office"].pk)
    assert line["sql"] > 1
    assert line["ms"] > 0
    assert line["request"] == answer.headers["X-Request-ID"]
    assert SECRET not in json.dumps(lines, ensure_ascii=False)
    assert "办公室经办人" not in json.dumps(lines, ensure_ascii=False)


def test_what_was_typed_is_in_no_line(cast, lines):
    cast.client("office").post("/organisation/units/", {"name": SECRET, "kind": "nonsense"})
    assert lines
    assert SECRET not in json.dumps(lines, ensure_ascii=False)


def test_probes_leave_no_line(db, lines):
    Client().get("/healthz")
    Client().get("/readyz")
    assert lines == []


def test_an_error_is_logged_under_the_number_the_person_is_shown(cast, lines, broken, caplog):
    broken(ValueError(SECRET))
    client = cast.client("office")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    reference = answer.headers["X-Request-ID"]
    assert f"编号 <strong>{reference}</strong>" in answer.content.decode()
    (error,) = [line for line in lines if "exception" in line]
    assert error["request"] == reference
    assert "builtins.ValueError" in error["exception"]
    assert "dashboard/views.py" in error["exception"]
    assert SECRET not in json.dumps(lines, ensure_ascii=False)
    caplog.clear()


def test_a_script_and_htmx_are_told_too(cast, broken, caplog):
    broken(ZeroDivisionError())
    client = cast.client("office")
    client.raise_request_exception = False
    said = client.get("/", headers={"Accept": "application/json"})
    assert said.headers["X-Request-ID"] in said.json()["sentence"]
    fragment = client.get("/", headers={"HX-Request": "true"})
    assert fragment.headers["HX-Retarget"] == "#refusal"
    assert "<html" not in fragment.content.decode()
    caplog.clear()


def test_the_page_of_an_error_needs_no_database(cast, broken, caplog, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        assert refusals.server_error(request).status_code == 500


@pytest.mark.parametrize(("error", "status", "words"), [
    (InterfaceError("gone"), 503, "数据库正在重启或太忙"),
    (OperationalError("gone"), 503, "数据库正在重启或太忙"),
    (OSError(28, "No space left on device"), 507, "服务器磁盘已满"),
    (OSError(5, "Input/output error"), 500, "系统出了差错"),
])
def test_trouble_that_passes_is_not_called_a_fault(cast, broken, caplog, *, error, status, words):
    broken(error)
    client = cast.client("office")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert ("Retry-After" in answer.headers) is (status == 503)
    caplog.clear()


def of_sqlite(name):
    import sqlite3

    cause = sqlite3.OperationalError("x")
    cause.sqlite_errorname = name
    error = OperationalError("x")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(("name", "status"), [
    ("SQLITE_BUSY", 503), ("SQLITE_BUSY_SNAPSHOT", 503), ("SQLITE_FULL", 507), ("SQLITE_IOERR_WRITE", 503),
    ("SQLITE_ERROR", None),
])
def test_sqlite_tells_busy_from_full_from_our_own_mistakes(name, status):
    outage = outage_of(of_sqlite(name))
    assert (outage.status if outage else None) == status


def test_numbers_can_be_read_out():
    import re

    drawn = {new_reference() for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(REFERENCE, one) for one in drawn)


def raised(error, cause=None):
    try:
        raise error from cause
    except Exception:
        return safe(sys.exc_info())


def test_tracebacks_keep_the_programs_words_and_withhold_peoples():
    assert raised(ValueError(SECRET)).endswith(f"builtins.ValueError: {WITHHELD}")
    assert raised(KeyError(SECRET)).endswith(WITHHELD)
    assert raised(AttributeError("'NoneType' has no attribute 'pk'")).endswith("has no attribute 'pk'")
    said = raised(OperationalError(f"server closed\nDETAIL: Key (name)=({SECRET})"), ValueError(SECRET))
    assert SECRET not in said
    assert said.index("ValueError") < said.index("OperationalError: server closed")


def test_plain_lines_withhold_too():
    try:
        raise ValueError(SECRET)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "broke", (), sys.exc_info())
    assert SECRET not in logs.Plain("{message}", style="{").format(record)


def test_figures_are_taken_by_view_name(cast, settings, monkeypatch):
    settings.METRICS = False
    seen = []
    watch = middleware.Watch(lambda request: HttpResponse(status=204))
    watch._observe = lambda *figures: seen.append(figures)
    watch(RequestFactory().get(f"/{SECRET}"))
    ((view, method, status, seconds, queries),) = seen
    assert (view, method, status, queries) == ("(none)", "GET", 204, 0)
    assert 0 < seconds < 60
