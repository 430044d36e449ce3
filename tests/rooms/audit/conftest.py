"""Events that exist only while a test runs."""

import pytest

from tests.cast import NOW
from wenming.audit import registry
from wenming.audit.actions import record


@pytest.fixture
def told(monkeypatch):
    """A kind of event with the given sentence, for this test alone."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    def declare(sentence, code="tests.happened"):
        return registry.kind(code, sentence)

    return declare


@pytest.fixture
def acts(cast, told, db):
    """Record ``count`` acts on the cast's organisation (or another viewer's)."""
    from django.db import transaction

    kind = told("办理“{label}”：{after[n]}")

    def act(count, viewer=None):
        with transaction.atomic():
            return [record(kind, by=viewer or cast.office, at=NOW, on=cast.lead, after={"n": n}) for n in range(count)]

    return act
