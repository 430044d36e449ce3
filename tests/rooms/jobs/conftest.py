"""Kinds of jobs that exist only while a test runs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wenming.jobs import registry


@pytest.fixture
def kind(monkeypatch):
    """Declare ``tests.<name>`` as a kind of job for this test: ``kind("rows", handler)``."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    def declare(name, handler, title="试办"):
        registry.job(f"tests.{name}", title)(handler)
        return f"tests.{name}"

    return declare


@pytest.fixture
def count_queries():
    """How many SQL statements one page costs."""

    def count(client, address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
