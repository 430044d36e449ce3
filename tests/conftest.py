"""What every test stands on: an empty file store, a fixed day, the cast."""

import logging

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings

from tests import migrated
from tests.cast import Cast, make_cast
from tests.stores.fixtures import each_store, objects, s3_server  # noqa: F401  fixtures

hypothesis_settings.register_profile("house", deadline=None)  # no test fails because the machine was busy
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """Not where the result of these very migrations lies ready."""
    return not (_sqlite() and migrated.kept().exists())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_use_migrations, django_db_blocker):
    if not _sqlite():
        return
    with django_db_blocker.unblock():
        if django_db_use_migrations:
            migrated.keep(migrated.kept())
        else:
            migrated.load(migrated.kept())


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def _own_file_store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "wenming.filestore.stores.DiskStore",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }


@pytest.fixture(autouse=True)
def _an_error_in_the_log_fails_the_test(caplog):
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, [record.getMessage() for record in errors]


@pytest.fixture
def cast(db) -> Cast:
    """One organisation with its people in every role, and one person of another organisation."""
    return make_cast()
