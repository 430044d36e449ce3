"""A file nobody needs leaves, row and bytes; whatever is still named by a row stays, whenever the row came."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from tests.cast import NOW, TODAY
from tests.factories.filestore import picture
from tests.rooms.filestore.test_storing import on_disk
from wenming.filestore.actions import blobs, forget, store
from wenming.filestore.actions.forgetting import remove_bytes
from wenming.filestore.models import Rendition, StoredFile
from wenming.jobs.worker import drain
from wenming.organisation.models import RosterImport


def keep(by, data=None, name="合影.jpg"):
    return store(content=ContentFile(data or picture()), name=name, by=by, at=NOW).file


def test_row_bytes_and_smaller_pictures_leave(cast):
    file = keep(cast.office)
    drain()
    assert Rendition.objects.count() == 2
    assert forget(file=file, by=cast.office, at=NOW)
    assert not StoredFile.objects.exists()
    assert len(on_disk()) == 3  # the bytes wait for the job
    drain()
    assert on_disk() == set()


def test_what_a_row_refers_to_stays(cast):
    file = keep(cast.office)
    drain()
    RosterImport.objects.create(organisation=cast.organisation, file=file, as_of=TODAY, uploaded_at=NOW)
    assert not forget(file=file, by=cast.office, at=NOW)
    drain()
    assert blobs.holds(file.key, file.digest, file.size)
    assert Rendition.objects.count() == 2


def test_the_same_content_of_another_organisation_stays(cast):
    mine, theirs = keep(cast.office), keep(cast.stranger)
    drain()
    assert mine.digest == theirs.digest
    forget(file=mine, by=cast.office, at=NOW)
    drain()
    assert not default_storage.exists(mine.key)
    assert blobs.holds(theirs.key, theirs.digest, theirs.size)


def test_who_keeps_the_same_bytes_before_the_job_runs_keeps_them(cast):
    forget(file=keep(cast.office), by=cast.office, at=NOW)
    again = keep(cast.office)
    drain()
    assert blobs.holds(again.key, again.digest, again.size)
    assert not [name for name in on_disk() if "leaving" in name]


def test_who_keeps_the_same_bytes_while_they_are_leaving_lays_his_own(cast, monkeypatch):
    """The job has looked and found no row, and is about to remove what it set aside."""
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
def test_broken_off_in_between_and_run_again(cast, monkeypatch, named):
    """The bytes lie aside when the worker is killed; the next run puts them back or removes them."""
    file = keep(cast.office)
    key, here = file.key, cast.organisation.pk
    if not named:
        forget(file=file, by=cast.office, at=NOW)

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("wenming.filestore.actions.forgetting.is_named", killed)
        with pytest.raises(Killed):
            remove_bytes(here, key)
    assert not default_storage.exists(key)
    remove_bytes(here, key)
    remove_bytes(here, key)
    assert on_disk() == ({key} if named else set())


def test_a_forgetting_taken_back_leaves_all_as_it_was(cast):
    file = keep(cast.office)
    drain()
    before = on_disk()
    with transaction.atomic():
        forget(file=file, by=cast.office, at=NOW)
        transaction.set_rollback(True)
    drain()
    assert StoredFile.objects.filter(pk=file.pk).exists()
    assert on_disk() == before
