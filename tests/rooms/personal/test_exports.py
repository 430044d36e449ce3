"""The roster to take away with numbers in full: with a reason that every person of it sees."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.answers import close
from tests.rooms.personal.numbers import ID_NUMBER, PHONE
from wenming.audit.models import AuditEntry


def cells(answer) -> str:
    content = b"".join(answer.streaming_content)
    close(answer)
    return str(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())


def test_in_full_needs_a_reason(cast, person):
    client = cast.client("office")
    refused = client.post("/personal/people/export/", {"reason": "other", "note": ""})
    assert refused.status_code == 422
    assert not AuditEntry.objects.filter(kind="personal.people_exported").exists()
    answer = client.post("/personal/people/export/", {"reason": "superior", "note": "年度报送"})
    assert answer.headers["Cache-Control"] == "no-store"
    found = cells(answer)
    assert ID_NUMBER in found
    assert PHONE in found
    entry = AuditEntry.objects.get(kind="personal.people_exported")
    assert (entry.after["rows"], entry.reason) == (1, "上级或主管部门依法要求：年度报送")
    assert "年度报送" in cast.client("member").get("/personal/").content.decode()


@pytest.mark.parametrize("who", ["system_admin", "lead", "leader", "member", "expert", "audit_admin"])
def test_in_full_is_for_the_office_alone(cast, person, who):
    assert cast.client(who).post("/personal/people/export/", {"reason": "verify"}).status_code == 403


def test_the_other_organisation_takes_its_own_people_only(cast, person):
    answer = cast.client("stranger").post("/personal/people/export/", {"reason": "verify"})
    assert "普通职工" not in cells(answer)
    assert "人员名册全文" not in cast.client("member").get("/personal/").content.decode()


def test_the_page_of_the_roster_leads_there_for_who_may(cast):
    for who, shown in (("office", True), ("system_admin", False), ("leader", False)):
        body = cast.client(who).get("/organisation/people/").content.decode()
        assert ("/personal/people/export/" in body) is shown
