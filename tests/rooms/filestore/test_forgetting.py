"""A file nobody needs leaves, row and bytes; whatever is still named by a row stays, whenever the row came."""

import threading
from contextlib import suppress

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from tests.cast import NOW, TODAY
from tests.factories.filestore import picture
from tests.locks import until_somebody_waits
from tests.stores import holding
from wenming.filestore.actions import blobs, forget, store
from wenming.filestore.actions.forgetting import remove_bytes
from wenming.filestore.models import Rendition, StoredFile
from wenming.jobs.worker import drain
from wenming.organisation.models import RosterImport


def keep(by, data=None, name="合影.jpg"):
    return store(content=ContentFile(data or picture()), name=name, by=by, at=NOW).file


def test_row_bytes_and_smaller_pictures_leave(each_store, cast):
    file = keep(cast.office)
    drain()
    assert Rendition.objects.count() == 2
    assert forget(file=file, by=cast.office, at=NOW)
    assert not StoredFile.objects.exists()
    assert len(holding.keys()) == 3  # the bytes wait for the job
    drain()
    assert holding.keys() == set()


def test_what_a_row_refers_to_stays(each_store, cast):
    file = keep(cast.office)
    drain()
    RosterImport.objects.create(organisation=cast.organisation, file=file, as_of=TODAY, uploaded_at=NOW)
    assert not forget(file=file, by=cast.office, at=NOW)
    drain()
    assert blobs.holds(file.key, file.digest, file.size)
    assert Rendition.objects.count() == 2


def test_the_same_content_of_another_organisation_stays(each_store, cast):
    mine, theirs = keep(cast.office), keep(cast.stranger)
    drain()
    assert mine.digest == theirs.digest
    forget(file=mine, by=cast.office, at=NOW)
    drain()
    assert not default_storage.exists(mine.key)
    assert blobs.holds(theirs.key, theirs.digest, theirs.size)


def test_who_keeps_the_same_bytes_before_the_job_runs_keeps_them(each_store, cast):
    forget(file=keep(cast.office), by=cast.office, at=NOW)
    again = keep(cast.office)
    drain()
    assert blobs.holds(again.key, again.digest, again.size)


def test_who_keeps_the_same_bytes_while_they_are_leaving_lays_his_own(each_store, cast, monkeypatch):
    """He has seen that they lie there, and has no row yet."""
    file, kept = keep(cast.office), []
    key = file.key
    forget(file=file, by=cast.office, at=NOW)

    settle = blobs.settle

    def settle_then_leave(incoming, target):
        settle(incoming, target)
        if not kept:
            kept.append(target)
            remove_bytes(cast.organisation.pk, key)

    monkeypatch.setattr(blobs, "settle", settle_then_leave)
    again = keep(cast.office)
    assert kept == [key]
    assert blobs.holds(again.key, again.digest, again.size)


@pytest.mark.parametrize("named", [True, False])
def test_broken_off_in_between_and_run_again(each_store, cast, monkeypatch, named):
    """The worker is killed before it looks, or after the bytes are gone; the next run finds the same answer."""
    file = keep(cast.office)
    key, here = file.key, cast.organisation.pk
    if not named:
        forget(file=file, by=cast.office, at=NOW)

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    for place in ("forgetting.is_named", "blobs.remove"):
        with suppress(Killed), monkeypatch.context() as patched:
            patched.setattr(f"wenming.filestore.actions.{place}", killed)
            remove_bytes(here, key)
    assert StoredFile.objects.count() == named, "the claim is never kept"
    assert remove_bytes(here, key) is not named
    assert not remove_bytes(here, key)
    assert holding.keys() == ({key} if named else set())


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_bytes_whose_row_is_not_yet_committed_stay(cast):
    """Somebody files in a long transaction; the job must wait for it, and then let the bytes be."""
    file = keep(cast.office)
    forget(file=file, by=cast.office, at=NOW)
    removed = []

    def go():
        try:
            removed.append(remove_bytes(cast.organisation.pk, file.key))
        finally:
            connection.close()

    job = threading.Thread(target=go)
    with transaction.atomic():
        again = keep(cast.office)
        job.start()
        until_somebody_waits()
    job.join()
    assert removed == [False]
    assert blobs.holds(again.key, again.digest, again.size)


def test_a_forgetting_taken_back_leaves_all_as_it_was(cast):
    file = keep(cast.office)
    drain()
    before = holding.keys()
    with transaction.atomic():
        forget(file=file, by=cast.office, at=NOW)
        transaction.set_rollback(True)
    drain()
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert holding.keys() == before
