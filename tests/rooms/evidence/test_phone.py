"""Where reports from a phone arrive: filed once, whatever is sent again, and refused in words."""

from django.utils import timezone

from tests.factories.evidence import pdf, upload
from wenming.evidence.models import Evidence

SEND = "/ledger/phone/send/"
JSON = {"accept": "application/json"}


def sent(cast, client, **more):
    receipt = client.post("/ledger/upload/file/", {"file": upload("签到表.pdf", pdf())}).json()["receipt"]
    return client.post(SEND, {
        "title": "讲座", "event_on": timezone.localdate().isoformat(), "unit": cast.lead.pk, "disclosure": "internal",
        "receipts": receipt, "once": "made-by-the-phone", **more}, headers=JSON)


def test_a_report_sent_twice_is_filed_once_and_confirmed_twice(cast):
    client = cast.client("lead")
    first, again = sent(cast, client), sent(cast, client)
    evidence = Evidence.objects.get()
    assert first.json() == {"url": f"/ledger/{evidence.pk}/", "title": "讲座"}
    assert (again.status_code, again.headers["Location"]) == (204, f"/ledger/{evidence.pk}/")


def test_a_refused_report_says_why_and_may_be_mended(cast):
    client = cast.client("lead")
    answer = sent(cast, client, event_on="2020-01-01")
    assert answer.status_code == 422
    assert "补录原因" in answer.json()["sentence"]
    assert sent(cast, client, title=" ").status_code == 422
    assert sent(cast, client).status_code == 200


def test_without_a_sign_in_the_phone_is_told(cast, client):
    assert client.post(SEND, {"title": "讲座"}, headers=JSON).status_code == 401
    assert cast.client("leader").get("/ledger/phone/").status_code == 403
