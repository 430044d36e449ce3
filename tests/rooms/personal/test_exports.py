"""The roster to take away: masked by default; in full with a reason that every person of it sees."""

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


@pytest.mark.parametrize("who", ["office", "system_admin"])
def test_masked_by_default(cast, person, who):
    found = cells(cast.client(who).post("/personal/people/export/"))
    assert "430***********000X" in found
    assert "138****8000" in found
    assert ID_NUMBER not in found
    assert AuditEntry.objects.get(kind="personal.people_exported").after == {
        "rows": 1, "how": "号码打码", "full": False}


def test_in_full_needs_a_reason(cast, person):
    client = cast.client("office")
    refused = client.post("/personal/people/export/full/", {"reason": "other", "note": ""})
    assert refused.status_code == 422
    assert not AuditEntry.objects.filter(kind="personal.people_exported").exists()
    answer = client.post("/personal/people/export/full/", {"reason": "superior", "note": "年度报送"})
    assert answer.headers["Cache-Control"] == "no-store"
    found = cells(answer)
    assert ID_NUMBER in found
    assert PHONE in found
    entry = AuditEntry.objects.get(kind="personal.people_exported")
    assert (entry.after["full"], entry.reason) == (True, "上级或主管部门依法要求：年度报送")
    assert "年度报送" in cast.client("member").get("/personal/").content.decode()


@pytest.mark.parametrize("who", ["system_admin", "lead", "leader", "member", "expert", "audit_admin"])
def test_in_full_is_for_the_office_alone(cast, person, who):
    assert cast.client(who).post("/personal/people/export/full/", {"reason": "verify"}).status_code == 403


def test_the_other_organisation_takes_its_own_people_only(cast, person):
    assert "普通职工" not in cells(cast.client("stranger").post("/personal/people/export/"))
