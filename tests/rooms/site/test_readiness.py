"""Before anything is served: the database as the code needs it, settings that keep signing in safe."""

import pytest
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from wenming.site import readiness


@pytest.fixture
def kept_open(monkeypatch):
    """The in-memory database of the tests lives no longer than its connection."""
    monkeypatch.setattr(readiness.connection, "close", lambda: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_open")
def test_a_database_is_ready_when_every_migration_was_applied():
    assert readiness.refusals() == []
    MigrationRecorder.Migration.objects.filter(app="evidence").order_by("-pk")[:1].get().delete()
    assert readiness.refusals() == [readiness.UNREADY]


@pytest.mark.django_db
def test_the_migrations_found_on_disk_are_those_django_knows():
    known = MigrationExecutor(readiness.connection).loader.graph.nodes
    assert readiness._migrations() == set(known)


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_open")
def test_an_unsafe_setting_is_told(settings):
    settings.SESSION_COOKIE_AGE = 3600
    assert "15 至 30" in readiness.refusals()[0]
