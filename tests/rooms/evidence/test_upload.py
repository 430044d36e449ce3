"""The upload page: receipts, plain files, refusals that keep everything, one filing per form."""

import gc
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.core import signing
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.evidence import filed, incoming, jpeg, pdf, upload
from tests.factories.plan import make_campaign, make_slot
from wenming.domain.errors import InputRefused
from wenming.evidence.actions.receiving import SALT
from wenming.evidence.models import Evidence, EvidenceFile
from wenming.evidence.views.taking_in import sent
from wenming.filestore.models import StoredFile

UPLOAD, RECEIVE, WEIGH = "/ledger/upload/", "/ledger/upload/file/", "/ledger/upload/weigh/"


def said(cast, **more):
    return {
        "title": "宪法日宣讲", "event_on": timezone.localdate().isoformat(), "unit": cast.lead.pk,
        "disclosure": "internal", **more,
    }


def receive(client, name="会.pdf", data=None, **more):
    """As the script of the page does: the file is the whole body, its name stands in a header."""
    data = pdf(name) if data is None else data
    headers = {"accept": "application/json", "x-file-name": quote(name), **more.pop("headers", {})}
    return client.post(f"{RECEIVE}?{urlencode(more)}", data, "application/octet-stream", headers=headers)


@pytest.fixture
def client(cast) -> Client:
    return cast.client("lead")


def test_a_file_is_answered_with_a_receipt_and_what_it_is(client):
    answer = receive(client, "照片.jpg", pdf()).json()
    assert answer["kind"] == "document"
    assert "PDF" in answer["mismatch"]
    assert answer["duplicate"] is None
    assert (answer["name"], answer["title"]) == ("照片.jpg", "照片")
    assert not Evidence.objects.exists()


def test_a_file_sent_by_a_form_is_taken_as_well(client):
    answer = client.post(RECEIVE, {"file": upload("会.pdf", pdf())}, headers={"accept": "application/json"}).json()
    assert (answer["name"], answer["kind"]) == ("会.pdf", "document")


@pytest.mark.parametrize(("size", "sentence"), [(10_000, "断开"), (300 * 1024 * 1024, "200")])
def test_a_body_that_broke_off_or_is_too_large_leaves_nothing(client, settings, tmp_path, size, sentence):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    asked = RequestFactory().post(RECEIVE, pdf(), "application/octet-stream", headers={"x-file-name": "a.pdf"})
    asked.META["CONTENT_LENGTH"] = str(size)
    with pytest.raises(InputRefused, match=sentence):
        sent(asked)
    gc.collect()
    assert not list(tmp_path.glob("*.upload"))


def test_a_body_without_a_name_is_no_file(client):
    assert receive(client, "").status_code == 422


def test_the_capture_date_comes_back_to_fill_the_form(client):
    taken = timezone.make_aware(timezone.datetime(2026, 2, 27, 9, 30))
    assert receive(client, "会.jpg", jpeg("red", taken)).json()["captured_on"] == "2026-02-27"


def test_a_new_photograph_is_taken_in_with_few_statements(client, django_assert_num_queries):
    """Who asks, whether the content is there, its row, the job of its thumbnails: nobody has filed what is new."""
    receive(client, "甲.jpg", jpeg("red"))
    with django_assert_num_queries(11):
        receive(client, "乙.jpg", jpeg("blue"))


def test_receipts_are_filed_by_the_form(cast, client):
    made = make_campaign(cast, tasks=1)
    receipts = [receive(client, name).json()["receipt"] for name in ("甲.pdf", "乙.pdf")]
    slot = made.slots[0].slot
    answer = client.post(UPLOAD, said(cast, receipts=receipts, serves=[f"slot:{slot.pk}"]))
    evidence = Evidence.objects.get()
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/ledger/{evidence.pk}/"
    assert [one.name for one in EvidenceFile.objects.all()] == ["甲.pdf", "乙.pdf"]
    assert evidence.citations.get().slot == slot


def test_a_refused_filing_says_why_and_keeps_the_files(cast, client):
    receipts = [receive(client).json()["receipt"]]
    long_ago = (timezone.localdate() - timedelta(31)).isoformat()
    answer = client.post(UPLOAD, said(cast, receipts=receipts, event_on=long_ago))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="sorry"' in page
    assert receipts[0] in page


@pytest.mark.parametrize(("minimum", "told"), [
    (1, "填了 1 项要求，服务 1 项任务；已够，无需再传"), (3, "填了 1 项要求，服务 1 项任务；还差 2 件"),
])
def test_after_filing_one_reads_what_it_filled(cast, client, minimum, told):
    slot = make_slot(make_campaign(cast, tasks=1).tasks[0], "普法计划", minimum=minimum).slot
    receipts = [receive(client).json()["receipt"]]
    answer = client.post(UPLOAD, said(cast, receipts=receipts, serves=[f"slot:{slot.pk}"]), follow=True)
    assert told in answer.content.decode()


def test_after_filing_for_nothing_one_reads_where_to_go_on(cast, client):
    receipts = [receive(client).json()["receipt"]]
    assert "还没有用在哪项任务上" in client.post(UPLOAD, said(cast, receipts=receipts), follow=True).content.decode()


def test_a_browser_without_script_sends_everything_at_once(cast, client):
    answer = client.post(UPLOAD, said(cast, files=[upload("1.pdf", pdf("1")), upload("2.jpg", jpeg())]))
    assert answer.status_code == 303
    assert EvidenceFile.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.pdf", b""), ("页.html", b"<html><script>alert(1)</script></html>"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(client, name, data):
    answer = receive(client, name, data)
    assert answer.status_code == 422
    assert answer.json()["sentence"]
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused(client, settings):
    settings.MAX_FILE_BYTES = 10
    answer = receive(client)
    assert answer.status_code == 413
    assert "上限" in answer.json()["sentence"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "a\u202efdp.exe", "<img src=x onerror=alert(1)>.pdf", "长" * 250 + ".pdf"]
)
def test_hostile_names_are_shown_cleaned(cast, client, name):
    answer = receive(client, name)
    assert answer.status_code == 200
    client.post(UPLOAD, said(cast, receipts=[answer.json()["receipt"]]))
    page = client.get(f"/ledger/{Evidence.objects.get().pk}/").content.decode()
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "../" not in page


def test_a_refused_plain_file_costs_no_other_file(cast, client):
    files = [upload("好.pdf", pdf()), upload("空.pdf", b"")]
    answer = client.post(UPLOAD, said(cast, files=files, caption="写了很久的说明"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "好.pdf" in page
    assert 'name="receipts"' in page
    assert "写了很久的说明" in page
    assert not Evidence.objects.exists()


def test_what_is_missing_is_said_beside_its_field_and_all_is_kept(cast, client):
    receipt = receive(client).json()["receipt"]
    answer = client.post(UPLOAD, said(cast, title="", receipts=[receipt], people="31 人"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert receipt in page
    assert "31 人" in page
    assert client.post(UPLOAD, said(cast)).status_code == 422


def test_a_double_click_files_once(cast, client):
    form = said(cast, receipts=[receive(client).json()["receipt"]], once="one-form")
    first, second = client.post(UPLOAD, form), client.post(UPLOAD, form)
    assert Evidence.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_the_same_file_again_is_named_and_never_blocked(cast, client):
    first = filed(cast, "第一次", files=[incoming("a.pdf", pdf("同"))])
    answer = receive(client, "b.pdf", pdf("同"), slot="7").json()
    assert answer["duplicate"] == {
        "title": "第一次", "url": f"/ledger/{first.pk}/", "cite": f"/ledger/{first.pk}/cite/?slot=7",
    }
    assert client.post(UPLOAD, said(cast, receipts=[answer["receipt"]])).status_code == 303
    assert Evidence.objects.count() == 2
    page = client.get(f"/ledger/{Evidence.objects.last().pk}/").content.decode()
    assert "第一次" in page


def test_what_others_may_not_see_is_not_named_as_a_duplicate(cast):
    filed(cast, "只限本处", files=[incoming("a.pdf", pdf("同"))], disclosure="withheld")
    assert receive(cast.client("responsible"), "b.pdf", pdf("同")).json()["duplicate"] is None


@pytest.mark.parametrize("spoil", ["altered", "another person", "another organisation"])
def test_a_receipt_that_is_not_ones_own_is_refused(cast, client, spoil):
    receipt = receive(client).json()["receipt"]
    if spoil == "altered":
        receipt = "x" + receipt
    elif spoil == "another person":
        receipt = receive(cast.client("office")).json()["receipt"]
    else:
        lead = cast.viewers["lead"]
        stored = StoredFile.objects.get()
        receipt = signing.dumps([lead.user_id, cast.other.pk, stored.pk, "会.pdf"], salt=SALT)
    assert client.post(UPLOAD, said(cast, receipts=[receipt])).status_code == 422
    assert not Evidence.objects.exists()


def test_a_sign_in_that_ends_midway_costs_one_retry(cast, client):
    receipt = receive(client).json()["receipt"]
    client.logout()
    refused = receive(client, "第二.pdf")
    assert refused.status_code == 401
    assert "登录已过期" in refused.json()["sentence"]
    client.force_login(cast.users["lead"])
    assert client.post(UPLOAD, said(cast, receipts=[receipt])).status_code == 303


def test_a_form_sent_after_the_sign_in_ended_is_put_back_with_its_files(cast, client):
    receipt = receive(client).json()["receipt"]
    signed_in_as = cast.users["lead"]
    client.logout()
    form = said(cast, receipts=[receipt], caption="写了很久的说明", form_owner=signed_in_as.pk)
    assert client.post(UPLOAD, form).status_code == 303
    session = client.session
    kept = dict(session.items())
    client.force_login(signed_in_as)
    session = client.session
    session.update({"kept_form": kept["kept_form"]})
    session.save()
    page = client.get(UPLOAD).content.decode()
    assert "登录过期前填写的内容已放回，请核对后提交。" in page
    assert "写了很久的说明" in page
    assert receipt in page
    assert "会.pdf" in page


def test_things_of_another_organisation_cannot_be_served(cast, client):
    other = make_campaign(cast, tasks=1, elsewhere=True)
    receipt = receive(client).json()["receipt"]
    assert client.get(UPLOAD, {"task": other.tasks[0].pk}).status_code == 404
    form = said(cast, receipts=[receipt], serves=[f"task:{other.tasks[0].pk}"])
    assert client.post(UPLOAD, form).status_code == 404
    assert not Evidence.objects.exists()


def test_weighing_says_what_the_form_would_fill_and_writes_nothing(cast, client):
    made = make_campaign(cast, tasks=1)
    receipt = receive(client).json()["receipt"]
    answer = client.post(WEIGH, said(cast, receipts=[receipt], serves=[f"slot:{made.slots[0].slot_id}"]))
    assert "共 1 件，够了" in answer.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("lead", 200), ("head", 200), ("leader", 403), ("expert", 403), ("member", 403),
     ("system_admin", 403), ("audit_admin", 403), ("security_admin", 403), ("stranger", 200)],
)
def test_who_opens_the_upload_page(cast, who, status):
    assert cast.client(who).get(UPLOAD).status_code == status


def test_the_page_costs_the_same_with_one_task_and_three(cast, client, django_assert_num_queries):
    make_campaign(cast, tasks=1)
    client.get(UPLOAD)
    with CaptureQueriesContext(connection) as few:
        client.get(UPLOAD)
    make_campaign(cast, tasks=3)
    with django_assert_num_queries(len(few)):
        client.get(UPLOAD)


def test_a_mark_of_secrecy_in_the_name_warns_and_takes_the_file(cast):
    client = cast.client("lead")
    got = receive(client, "机密★10年 纪要.pdf").json()
    assert "机密★10年" in got["caution"]
    page = client.post(UPLOAD, {"receipts": [got["receipt"]]}).content.decode()
    assert "涉密文件不得上传" in page
