"""Kills this process with SIGKILL at the commit of an act: right before it, or right after it and before any answer.

Asked for by the headers of one request: ``X-Fail-Point``, and ``X-Fail-Table`` with the table whose write makes a
transaction the act. A write outside a transaction is one by itself.
"""

import os
import re
import signal
from contextlib import contextmanager

from django.db import connection

BEFORE, AFTER = "before-commit", "after-commit"
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def fail_point(get_response):
    def middleware(request):
        where = request.headers.get("X-Fail-Point")
        if not where:
            return get_response(request)
        with fatal_commit(where, request.headers["X-Fail-Table"]):
            return get_response(request)

    return middleware


def _die():
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def fatal_commit(where, table):
    is_act = False
    commit = connection._commit

    def watch(execute, sql, params, many, context):
        nonlocal is_act
        found = _WRITE.match(sql)
        writes = found is not None and found[1] == table
        alone = not connection.in_atomic_block
        if writes and alone and where == BEFORE:
            _die()
        answer = execute(sql, params, many, context)
        if writes and (sql.startswith("INSERT") or context["cursor"].rowcount):  # SQLite counts no RETURNING
            is_act = True
            if alone:
                _die()
        return answer

    def fatal():
        if is_act and where == BEFORE:
            _die()
        commit()
        if is_act:
            _die()

    connection._commit = fatal
    try:
        with connection.execute_wrapper(watch):
            yield
    finally:
        connection._commit = commit
