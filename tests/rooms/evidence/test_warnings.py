"""Warnings from texts: at once for what is said and for names, later for what stands inside; answered with a reason."""

import pytest

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming
from tests.factories.worded import docx_of
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound
from wenming.evidence.actions.cautioning import answer_warning
from wenming.evidence.actions.changing import change_evidence
from wenming.evidence.models import Evidence, EvidenceWarning
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

ID, PHONE = "11010519491231002X", "13800138000"
MASKED = "110***********002X"


def said(evidence: Evidence) -> set[tuple[str, str]]:
    return {(one.kind, one.details) for one in evidence.warnings.all()}


def changed(cast, evidence: Evidence, **said: str) -> None:
    evidence.refresh_from_db()
    words = {"title": evidence.title, "place": "", "people": "", "caption": evidence.caption, **said}
    change_evidence(evidence=evidence, version=evidence.version, event_on=TODAY, disclosure="internal", by=cast.office,
                    at=NOW, **words)


@pytest.fixture
def warned(cast) -> Evidence:
    return filed(cast, "名册", caption=f"联系人 {PHONE}", files=[incoming("名册.docx", docx_of(f"王某 {ID}"))])


def test_what_is_said_warns_at_once_and_what_is_inside_when_it_is_read(cast, warned):
    assert said(warned) == {("phone", "说明里像有手机号 1 处：138****8000")}
    drain()
    assert said(warned) == {
        ("phone", "说明里像有手机号 1 处：138****8000"),
        ("id_number", f"“名册.docx”正文里像有身份证号 1 处：{MASKED}"),
    }


def test_names_and_marks_of_secrecy_warn(cast):
    files = [incoming("机密★10年 纪要.txt", b"ok"), incoming("a.docx", docx_of("内部资料"))]
    evidence = filed(cast, "会议", files=files)
    drain()
    assert {kind for kind, _ in said(evidence)} == {"secrecy", "internal"}


def test_the_value_stands_in_no_record_no_log_and_no_job(cast, warned, caplog):
    drain()
    first = warned.warnings.first()
    answer_warning(warning=first, details=first.details, reason="经本人同意", by=cast.office, at=NOW)
    kept = [
        *AuditEntry.objects.values_list("before", "after", "reason"),
        *Job.objects.values_list("arguments", "result"),
        *EvidenceWarning.objects.values_list("details", "about"), *(one.getMessage() for one in caplog.records),
    ]
    assert ID not in str(kept)
    assert PHONE not in str(kept)


def test_a_warning_goes_with_its_cause_and_an_answer_stays(cast, warned):
    warning = warned.warnings.get()
    lead = cast.viewers["lead"]
    answer_warning(warning=warning, details=warning.details, reason="公开电话", by=lead, at=NOW)
    changed(cast, warned, title="名册（新）")
    assert [one.reason for one in warned.warnings.all()] == ["公开电话"]
    changed(cast, warned, caption="两个电话 13800138000 13900139000")
    assert warned.warnings.get().is_open
    changed(cast, warned, caption="没有电话了")
    assert not warned.warnings.exists()


@pytest.mark.parametrize("who", ["responsible", "leader", "member"])
def test_only_the_unit_and_the_office_answer(cast, warned, who):
    warning = warned.warnings.get()
    with pytest.raises(NotAllowed):
        answer_warning(warning=warning, details=warning.details, reason="可以", by=cast.viewers[who], at=NOW)
    with pytest.raises(NotFound):
        answer_warning(warning=warning, details=warning.details, reason="可以", by=cast.stranger, at=NOW)


def test_an_answer_needs_a_reason_and_the_warning_as_it_was_read(cast, warned):
    warning = warned.warnings.get()
    with pytest.raises(InputRefused, match="理由"):
        answer_warning(warning=warning, details=warning.details, reason=" ", by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        answer_warning(warning=warning, details="别的", reason="可以", by=cast.office, at=NOW)
    answer_warning(warning=warning, details=warning.details, reason="可以", by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match="已由"):
        answer_warning(warning=warning, details=warning.details, reason="再说", by=cast.office, at=NOW)


def test_the_page_shows_the_warning_and_takes_the_answer(cast, warned):
    client, page = cast.client("lead"), f"/ledger/{warned.pk}/"
    warning = warned.warnings.get()
    text = client.get(page).content.decode()
    assert "有 1 处要核对" in text
    assert "说明里像有手机号 1 处：138****8000" in text
    address = f"{page}warnings/{warning.pk}/"
    refused = client.post(address, {"details": warning.details, "reason": ""})
    assert (refused.status_code, "<details class=\"answer\" open>" in refused.content.decode()) == (422, True)
    late = client.post(address, {"details": "别的", "reason": "公开的办公电话"})
    assert (late.status_code, "公开的办公电话" in late.content.decode()) == (409, True)
    typed = {"details": warning.details, "reason": "公开的办公电话"}
    answer = client.post(address, typed, follow=True).content.decode()
    assert "已记下说明" in answer
    assert "提醒已说明" in answer
    assert "公开的办公电话" in answer
    assert 'name="reason"' not in cast.client("expert").get(page).content.decode()


def test_filing_tells_of_the_warning_and_a_name_on_the_receipt(cast):
    client = cast.client("office")
    got = client.post("/ledger/upload/file/", {"file": incoming(f"{PHONE}登记.txt", b"ok").content}).json()
    assert "文件名里像有手机号 1 处：138****8000" in got["caution"]
    typed = {"receipts": [got["receipt"]], "title": "登记", "unit": cast.lead.pk, "event_on": TODAY, "caption": ID,
             "disclosure": "internal", "late_reason": "补"}
    page = client.post("/ledger/upload/", typed, follow=True).content.decode()
    assert f"请核对：说明里像有身份证号 1 处：{MASKED}；文件名里像有手机号" in page
