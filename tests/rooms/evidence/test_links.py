"""Filing a web page: what is asked for, what is refused, what is kept. Nothing is fetched unless it is allowed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import NOW, TODAY
from tests.factories.evidence import incoming, pdf, upload
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotFound, RuleBroken
from wenming.evidence import access
from wenming.evidence.actions.filing import add_files
from wenming.evidence.actions.linking import fetch_again, file_link
from wenming.evidence.models import Evidence, EvidenceFile, FileText, Link
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

PAGE, URL = "/ledger/link/", "https://news.example.cn/2026/03/01.html"
HTML = "<!doctype html><title>宣讲活动</title><script>x()</script><p>示范省财政厅开展宪法日宣讲。</p>".encode()


def linked(cast, url=URL, *, files=None, by=None, **more):
    said = {"title": "宪法日宣讲见报", "medium": "示范日报", "published_on": TODAY, "unit": cast.lead, **more}
    files = [incoming("截图.pdf", pdf(url))] if files is None else files
    return file_link(address=url, files=files, by=by or cast.office, at=NOW, **said)


def typed(cast, **more):
    today = timezone.localdate().isoformat()
    said = {"title": "宪法日宣讲见报", "medium": "示范日报", "published_on": today, "unit": cast.lead.pk}
    return {"address": URL, **said, "disclosure": "internal", "files": upload("页面.mhtml", HTML), **more}


def test_a_page_is_filed_with_its_snapshot_and_a_slip_that_names_it(cast):
    evidence = linked(cast)
    slip = evidence.revisions.get().files.get(name="网页登记.txt")
    assert (evidence.kind, evidence.link.url, evidence.event_on) == ("link", URL, TODAY)
    assert [one.name for one in EvidenceFile.objects.all()] == ["截图.pdf", "网页登记.txt"]
    assert slip.stored.media_type == "text/plain"
    assert AuditEntry.objects.get(kind="evidence.link_filed").after["url"] == URL



def test_the_place_in_a_page_is_kept_with_the_address(cast):
    assert linked(cast, f"{URL}#/news/1").link.url == f"{URL}#/news/1"


def test_by_default_nothing_is_fetched_and_a_snapshot_has_to_come_along(cast):
    with pytest.raises(InputRefused) as refusal:
        linked(cast, files=[])
    assert "files" in refusal.value.fields
    evidence = linked(cast)
    assert evidence.link.next_check_at is None
    assert not Job.objects.filter(kind="evidence.keep_page").exists()
    with pytest.raises(RuleBroken, match="没有开通"):
        fetch_again(evidence=evidence, by=cast.office, at=NOW)


@pytest.mark.parametrize("url", [
    "http://localhost/ledger/", "http://127.0.0.1:8000/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/", "http://wenming.example.cn/x", "ftp://example.cn/", "news.example.cn", "http://a:b@example.cn/",
])
def test_the_systems_own_address_and_what_is_no_address_are_refused(cast, settings, url):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "wenming.example.cn"]
    with pytest.raises(InputRefused) as refusal:
        linked(cast, url)
    assert "address" in refusal.value.fields
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("more", "field"), [
    ({"medium": " "}, "medium"), ({"published_on": TODAY + timedelta(1)}, "published_on"),
    ({"published_on": TODAY - timedelta(40)}, "late_reason"),
])
def test_what_is_not_said_right_is_refused(cast, more, field):
    with pytest.raises(InputRefused) as refusal:
        linked(cast, **more)
    assert field in refusal.value.fields
    assert not Link.objects.exists()


def test_it_stays_a_web_page_whatever_is_added(cast):
    evidence = linked(cast)
    add_files(evidence=evidence, files=[incoming("b.pdf", pdf("b"))], by=cast.office, at=NOW)
    evidence.refresh_from_db()
    assert evidence.kind == "link"


def test_a_saved_page_is_kept_as_it_is_read_for_its_words_and_never_shown_as_a_page(cast):
    client = cast.client("lead")
    answer = client.post(PAGE, typed(cast))
    evidence = Evidence.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/ledger/{evidence.pk}/")
    drain()
    file = EvidenceFile.objects.get(name="页面.mhtml")
    assert FileText.objects.get(stored=file.stored).text == "宣讲活动\n示范省财政厅开展宪法日宣讲。\n"
    sent = client.get(f"/ledger/{evidence.pk}/files/{file.pk}/")
    assert b"".join(sent.streaming_content) == HTML
    assert sent.headers["Content-Type"] == "application/x-web-page"
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    page = client.get(f"/ledger/{evidence.pk}/").content.decode()
    assert "示范省财政厅开展宪法日宣讲。" in page
    assert "<script>x()" not in page
    assert "系统不去复查" in page
    assert "宪法日宣讲见报" in client.get("/ledger/?text=财政厅开展").content.decode()


def test_the_upload_page_still_takes_no_web_page(cast):
    answer = cast.client("lead").post("/ledger/upload/", {**typed(cast), "event_on": timezone.localdate().isoformat()})
    assert answer.status_code == 422
    assert "HTML" in answer.content.decode()


def test_a_refused_page_keeps_what_was_typed_and_the_snapshot(cast):
    client = cast.client("lead")
    answer = client.post(PAGE, typed(cast, address="http://localhost/ledger/"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "本系统自己的地址" in text
    assert "http://localhost/ledger/" in text
    receipt = text.partition('name="receipts" value="')[2].partition('"')[0]
    again = typed(cast, receipts=receipt)
    del again["files"]
    assert client.post(PAGE, again).status_code == 303
    assert EvidenceFile.objects.filter(name="页面.mhtml").exists()


def test_the_form_says_that_the_product_fetches_nothing(cast):
    client = cast.client("lead")
    assert "系统不向外网发任何请求" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {**typed(cast), "files": []})
    assert answer.status_code == 422
    assert "请附上网页快照" in answer.content.decode()


def test_another_snapshot_is_the_next_revision(cast):
    evidence = linked(cast)
    client, here = cast.client("office"), f"/ledger/link/{evidence.link.pk}/snapshot/"
    assert client.post(here, {"files": upload("再存.html", HTML)}).status_code == 303
    assert evidence.revisions.get(is_current=True).files.count() == 3
    refused = client.post(here, {"files": upload("a.exe", b"MZ\0\0")})
    assert refused.status_code == 422
    assert "程序" in refused.content.decode()


def test_a_page_of_another_organisation_is_not_found_and_of_another_unit_not_changed(cast):
    evidence = linked(cast)
    with pytest.raises(NotFound):
        access.link_for(cast.stranger, evidence.link.pk)
    assert cast.client("stranger").get(f"/ledger/link/{evidence.link.pk}/snapshot/").status_code == 404
    assert cast.client("responsible").post(f"/ledger/link/{evidence.link.pk}/snapshot/", {}).status_code == 403


def test_the_ledger_shows_a_page_and_a_demand_for_one_is_met(cast):
    made = make_campaign(cast, tasks=1)
    slot = made.slots[0].slot
    slot.kind = "link"
    slot.save()
    evidence = linked(cast, slots=[slot])
    client = cast.client("office")
    assert ">网页</span>" in client.get("/ledger/?kind=link").content.decode()
    assert "有网页链接" in client.get(f"/ledger/{evidence.pk}/").content.decode()
