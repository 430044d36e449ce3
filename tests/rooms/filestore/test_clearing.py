"""What serves nothing is cleared away; what any row of any room refers to cannot be, whenever the row came."""

import os
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.utils import timezone

from tests.cast import NOW, TODAY
from tests.factories.filestore import keep, picture
from tests.locks import until_somebody_waits
from tests.stores import holding
from wenming.audit.models import AuditEntry
from wenming.domain.authority import system
from wenming.domain.errors import InputRefused
from wenming.evidence.actions.receiving import GOOD_FOR
from wenming.filestore.actions import blobs, clearing, hold, store
from wenming.filestore.models import Rendition, StoredFile
from wenming.filestore.queries.clearing import LEAST_DAYS, leftovers
from wenming.filestore.queries.naming import citing
from wenming.jobs.models import Job
from wenming.jobs.registry import chores
from wenming.jobs.worker import drain
from wenming.organisation.models import RosterImport

LATER = timezone.now() + timedelta(days=40)
"""Long after anything made here: the bytes bear the time of the machine, the rows that of the cast."""
on_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")


def clear(cast, before=LATER):
    here = cast.organisation.pk
    return clearing.clear(leftovers(here, before=before), before=before, by=system(here), at=NOW)


def cite(cast, file):
    return RosterImport.objects.create(organisation=cast.organisation, file=file, as_of=TODAY, uploaded_at=NOW)


def test_what_was_received_and_never_filed_leaves_whole_and_is_on_record(each_store, cast):
    file = keep(cast.office)
    drain()
    done = clear(cast)
    assert (done.file, done.size, done.kept) == (1, file.size, 0)
    drain()
    assert holding.keys() == set()
    assert not StoredFile.objects.exists()
    entry = AuditEntry.objects.get(kind="filestore.file_cleared")
    assert (entry.object_label, entry.before["digest"]) == ("合影.jpg", file.digest)


def test_what_a_row_refers_to_stays(each_store, cast):
    file = keep(cast.office)
    drain()
    cite(cast, file)
    assert list(leftovers(cast.organisation.pk, before=LATER)) == []
    clear(cast)
    drain()
    assert blobs.holds(file.key, file.digest, file.size)
    assert Rendition.objects.count() == 2


def test_every_key_to_a_stored_file_counts_as_citing():
    """A new room is protected by its own foreign key, without a line here."""
    everything = apps.get_models(include_auto_created=True)
    pointing = {(model, field.name) for model in everything for field in model._meta.local_fields
                if isinstance(field, models.ForeignKey) and field.related_model is StoredFile}
    cited_by = {(one.related_model, one.field.name) for one in citing()}
    assert (Rendition, "file") in pointing - cited_by
    assert {model._meta.app_label for model, _ in pointing - cited_by} == {"filestore"}  # what is made from a file
    assert len(cited_by) > 3


@pytest.mark.parametrize("age", [timedelta(days=29), timedelta(0)])
def test_what_is_younger_stays(each_store, cast, age):
    keep(cast.office)
    holding.overwrite(f"{cast.organisation.pk}/ab/{'ab' * 32}", b"nobody's")
    assert list(leftovers(cast.organisation.pk, before=NOW - age)) == []


def test_a_file_handed_in_again_is_young_again(cast):
    keep(cast.office)
    store(content=ContentFile(picture()), name="又来.jpg", by=cast.office, at=LATER)
    assert list(leftovers(cast.organisation.pk, before=LATER)) == []


def test_nothing_a_receipt_speaks_of_is_old_enough():
    assert timedelta(days=LEAST_DAYS) > GOOD_FOR


def test_the_same_content_of_another_organisation_stays(each_store, cast):
    keep(cast.office)
    theirs = keep(cast.stranger)
    drain()
    assert clear(cast).file == 1
    drain()
    assert blobs.holds(theirs.key, theirs.digest, theirs.size)
    assert Rendition.objects.filter(file=theirs).count() == 2


def test_bytes_no_row_names_leave(each_store, cast):
    kept = keep(cast.office, b"%PDF-1.4", "a.pdf")
    cite(cast, kept)
    stray = f"{cast.organisation.pk}/ab/{'ab' * 32}"
    rendition = f"{cast.organisation.pk}/renditions/{kept.digest[:2]}/{kept.digest}-thumbnail.jpg"
    for key in (stray, rendition):
        holding.overwrite(key, b"left by a crash")
    assert clear(cast).bytes == 2
    assert holding.keys() == {kept.key}


def test_parts_of_an_upload_broken_off_leave(objects, cast):
    client, here = objects.client(), cast.organisation.pk
    key = holding.full(f"{here}/ab/broken")
    begun = client.create_multipart_upload(Bucket="wenming", Key=key)
    client.upload_part(Bucket="wenming", Key=key, UploadId=begun["UploadId"], PartNumber=1, Body=b"part")
    assert clear(cast, before=timezone.now() - timedelta(days=1)).parts == 0
    assert clear(cast).parts == 1
    assert "Uploads" not in client.list_multipart_uploads(Bucket="wenming", Prefix=key)


def test_what_uploads_left_on_this_machine_leaves_when_it_is_old(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    old, young = tmp_path / "old.upload", tmp_path / "young.upload"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (NOW.timestamp(), NOW.timestamp()))
    assert clearing.clear_waiting_room(before=NOW + timedelta(days=1)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["young.upload"]


# --- cited at the same moment -----------------------------------------------------------------------------------------


def test_cited_between_the_look_and_the_act(cast):
    """The list was made before somebody filed it."""
    file = keep(cast.office)
    found = list(leftovers(cast.organisation.pk, before=LATER))
    cite(cast, file)
    done = clearing.clear(found, before=LATER, by=system(cast.organisation.pk), at=NOW)
    assert (done.file, done.kept) == (0, 1)


def beside(act):
    """Run ``act`` on a connection of its own, to its end."""
    outcome = []

    def go():
        try:
            outcome.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=go)
    thread.start()
    thread.join()
    return outcome[0]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_file_about_to_be_cited_is_passed_over(cast):
    file = keep(cast.office)
    with transaction.atomic():
        hold([file])
        cite(cast, file)
        assert beside(lambda: clear(cast)).kept == 1
    assert StoredFile.objects.filter(pk=file.pk).exists()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_cited_while_it_is_being_cleared_the_database_refuses(cast, monkeypatch):
    """A room that holds nothing cites after the last look: its foreign key keeps the file."""
    file, forget = keep(cast.office), clearing.forget

    def cited_first(**words):
        forgotten = forget(**words)
        beside(lambda: cite_without_waiting(cast, file))
        return forgotten

    def cite_without_waiting(cast, file):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
            try:
                cite(cast, file)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            except Exception:  # whichever comes first wins, and the other is told
                transaction.set_rollback(True)

    monkeypatch.setattr(clearing, "forget", cited_first)
    clear(cast)
    citing_rows = RosterImport.objects.values_list("file", flat=True)
    assert set(citing_rows) <= set(StoredFile.objects.values_list("pk", flat=True))


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_hands_in_the_same_bytes_while_they_are_cleared_keeps_them(cast, monkeypatch):
    keep(cast.office)
    drain()
    forget, threads = clearing.forget, []

    def handed_in_meanwhile(**words):
        forgotten = forget(**words)
        thread = threading.Thread(target=handing_in)
        thread.start()
        threads.append(thread)
        until_somebody_waits()
        return forgotten

    def handing_in():
        try:
            keep(cast.office)
        finally:
            connection.close()

    monkeypatch.setattr(clearing, "forget", handed_in_meanwhile)
    assert clear(cast).file == 1
    threads[0].join()
    drain()
    file = StoredFile.objects.get()
    assert blobs.holds(file.key, file.digest, file.size)


def test_a_file_cleared_before_it_was_cited_is_said(cast):
    file = keep(cast.office)
    clear(cast)
    with pytest.raises(InputRefused, match="请重新选择文件"), transaction.atomic():
        hold([file])


# --- the command and the clock ----------------------------------------------------------------------------------------


def clean_files(*words):
    out = StringIO()
    call_command("clean_files", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def long_ago(cast):
    file = keep(cast.office)
    StoredFile.objects.update(stored_at=NOW - timedelta(days=400))
    drain()
    return file


def test_the_command_only_shows_unless_told(cast, long_ago):
    before = holding.keys()
    said = clean_files()
    assert "没有地方引用：合影.jpg" in said
    assert "可清理 1 项" in said
    assert "什么都没有动" in said
    assert holding.keys() == before
    assert StoredFile.objects.exists()


def test_the_command_clears_where_told(cast, long_ago, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    assert "清理 1 项" in clean_files("--delete")
    assert "没有可清理的" in clean_files() or clean_files() == ""
    assert not StoredFile.objects.exists()


def test_the_command_takes_no_age_a_receipt_outlives(db):
    with pytest.raises(CommandError, match="至少 8 天"):
        clean_files("--delete", "--days", "7")


def test_the_clock_asks_once_a_week_and_the_report_stays(cast, long_ago, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    act = next(one.act for one in chores() if one.name == "filestore.ask_for_clearing")
    for _ in range(2):
        act(timezone.now())
    job = Job.objects.get(kind="filestore.clear")
    drain()
    job.refresh_from_db()
    assert (job.state, job.result["file"], job.result["size"]) == ("done", 1, long_ago.size)
    act(timezone.now())
    assert Job.objects.filter(kind="filestore.clear").count() == 1
    keep(cast.office)
    act(timezone.now() + timedelta(days=8))
    assert Job.objects.filter(kind="filestore.clear").count() == 2


def test_zero_days_turn_the_clock_off(cast, long_ago, settings):
    settings.CLEAN_DAYS = 0
    next(one.act for one in chores() if one.name == "filestore.ask_for_clearing")(timezone.now())
    assert not Job.objects.filter(kind="filestore.clear").exists()
