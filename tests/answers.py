"""Closing an answer in a test."""

from django.core.signals import request_finished
from django.db import close_old_connections


def close(answer) -> None:
    """Close an answer whose body was not read to the end, as Django's own test client closes the others.

    The end of a request closes old database connections; the one the test stands on must stay open.
    """
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)
