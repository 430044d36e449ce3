"""Kills this process with SIGKILL at the commit of an act: right before it, or right after it and before any answer.

Asked for by the header ``X-Fail-Point`` of one request. The act is the transaction that writes to a table of the
product; with ``X-Fail-Table`` the one that writes to that table.
"""

import os
import re
import signal
from contextlib import contextmanager

from django.db import connection

BEFORE, AFTER = "before-commit", "after-commit"
NOT_AN_ACT = {"django_session", "accounts_sentform", "filestore_storedfile", "jobs_job"}
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def fail_point(get_response):
    def middleware(request):
        where = request.headers.get("X-Fail-Point")
        if not where:
            return get_response(request)
        with _fatal_commit(where, request.headers.get("X-Fail-Table")):
            return get_response(request)

    return middleware


@contextmanager
def _fatal_commit(where, table):
    written = set()
    commit = connection._commit

    def watch(execute, sql, params, many, context):
        found = _WRITE.match(sql)
        if found and connection.in_atomic_block:
            written.add(found[1])
        return execute(sql, params, many, context)

    def fatal():
        is_act = table in written if table else written - NOT_AN_ACT
        written.clear()
        if is_act and where == BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        commit()
        if is_act:
            os.kill(os.getpid(), signal.SIGKILL)

    connection._commit = fatal
    try:
        with connection.execute_wrapper(watch):
            yield
    finally:
        connection._commit = commit
