"""The uploaded workbook leaves: at once when it is let be, after its time when it was imported."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.answers import close
from tests.cast import NOW, TODAY
from tests.rooms.organisation.sheets import HEADS, upload, xlsx
from wenming.audit.models import AuditEntry
from wenming.domain.errors import NotFound
from wenming.filestore.actions import store
from wenming.filestore.models import StoredFile
from wenming.jobs.worker import drain
from wenming.organisation.actions import rosters
from wenming.organisation.actions.roster_sources import destroy_source
from wenming.organisation.intake.rosters import take_roster
from wenming.organisation.models import Person, RosterImport
from wenming.organisation.queries.roster import imported_before

ROOM = "/organisation/rosters/"
ROW, BAD = ("示范甲", None, "机关党委", *[None] * 4), ("示范乙", None, "没有这个单位", *[None] * 4)
TOMORROW = TODAY + timedelta(days=1)


def text(answer) -> str:
    return answer.content.decode()


def take(cast, *rows) -> RosterImport:
    return take_book(cast, xlsx(HEADS, *(rows or (ROW,))))


def take_book(cast, book: bytes) -> RosterImport:
    roster = take_roster(content=upload(book), name="名册.xlsx", as_of=TODAY, nature="change", by=cast.office, at=NOW)
    drain()
    roster.refresh_from_db()
    return roster


def applied(cast, *rows) -> RosterImport:
    roster = take(cast, *rows)
    rosters.confirm_roster(roster=roster, digest=roster.digest, leave_out_bad=True, mark_absent=False, by=cast.office,
                           at=NOW)
    drain()
    roster.refresh_from_db()
    assert roster.state == "applied"
    return roster


def downloaded(cast, roster) -> int:
    answer = cast.client("office").get(f"{ROOM}{roster.pk}/source/")
    close(answer)
    return answer.status_code


def test_let_be_it_is_destroyed_at_once(cast):
    roster = take(cast)
    key = roster.file.key
    rosters.discard_roster(roster=roster, by=cast.office, at=NOW)
    drain()
    roster.refresh_from_db()
    assert (roster.file, StoredFile.objects.count(), default_storage.exists(key)) == (None, 0, False)
    gone = cast.client("office").get(f"{ROOM}{roster.pk}/source/")
    assert (gone.status_code, "在放弃导入时已销毁" in text(gone)) == (404, True)
    assert [one.kind for one in AuditEntry.objects.order_by("-pk")[:2]] == [
        "organisation.roster_source_destroyed", "organisation.roster_discarded"]


def test_a_second_import_of_the_same_workbook_keeps_it(cast):
    book = xlsx(HEADS, ROW)  # written once: a workbook tells the second it was made
    first, second = take_book(cast, book), take_book(cast, book)
    assert first.file == second.file
    rosters.discard_roster(roster=first, by=cast.office, at=NOW)
    drain()
    second.refresh_from_db()
    assert default_storage.exists(second.file.key)
    assert downloaded(cast, second) == 200


def test_only_what_is_over_is_due_and_only_ones_own(cast):
    over, waiting = applied(cast), take(cast)
    assert list(imported_before(cast.organisation.pk, TOMORROW)) == [over]
    assert not imported_before(cast.organisation.pk, TODAY).exists()
    assert not imported_before(cast.stranger.organisation_id, TOMORROW).exists()
    assert waiting.state == "checked"
    with pytest.raises(NotFound):
        destroy_source(roster=over, by=cast.stranger, at=NOW)


def test_what_was_read_from_it_stays_and_the_pages_say_that_it_is_gone(cast):
    roster = applied(cast, ROW, BAD)
    client = cast.client("office")
    assert downloaded(cast, roster) == 200
    destroy_source(roster=roster, by=cast.office, at=NOW)
    destroy_source(roster=roster, by=cast.office, at=NOW)
    drain()
    assert AuditEntry.objects.filter(kind="organisation.roster_source_destroyed").count() == 1
    assert Person.objects.get().name == "示范甲"
    page = text(client.get(f"{ROOM}{roster.pk}/"))
    assert "原表已按期销毁" in page
    assert "/source/" not in page
    assert "/bad-rows.xlsx" not in page
    for address in ("source/", "columns/", "bad-rows.xlsx"):
        answer = client.get(f"{ROOM}{roster.pk}/{address}")
        assert (answer.status_code, "已按期销毁" in text(answer)) == (404, True), address


def test_the_same_bytes_filed_as_something_else_stay(cast):
    roster = take(cast)
    key, same = roster.file.key, xlsx(HEADS, ROW)
    kept = store(content=ContentFile(same), name="附件.xlsx", by=cast.stranger, at=NOW).file
    rosters.discard_roster(roster=roster, by=cast.office, at=NOW)
    drain()
    assert not default_storage.exists(key)
    assert default_storage.exists(kept.key)
