"""What somebody of a unit hands to its contact: a draft, which counts nowhere until it is confirmed."""

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, NOW, TODAY
from tests.factories.evidence import incoming, jpeg, upload
from tests.factories.organisation import make_person
from tests.factories.plan import make_campaign
from wenming.domain.errors import InputRefused, NotAllowed
from wenming.domain.evidence.review import Act
from wenming.evidence.access import visible_to
from wenming.evidence.actions.offering import offer_evidence
from wenming.evidence.actions.reviewing import review
from wenming.evidence.models import Evidence, MonthTally
from wenming.organisation.registry import due_items
from wenming.personal.actions.linking import link_account

OFFER = "/ledger/offer/"


@pytest.fixture
def linked(cast):
    """The ordinary member stands for somebody of the responsible unit."""
    person = make_person(cast.responsible, "普通职工", since=LONG_AGO)
    link_account(user=cast.users["member"], person=person, by=cast.viewers["system_admin"], at=NOW)
    return cast.viewers["member"]


def offered(by, **more) -> Evidence:
    return offer_evidence(files=[incoming("会.jpg", jpeg())], title="清扫街道", event_on=TODAY, by=by, at=NOW, **more)


def test_a_draft_waits_for_the_contact_and_counts_nowhere(cast, linked):
    draft = offered(linked)
    assert (draft.unit, draft.state, draft.stage) == (cast.responsible, "draft", "draft")
    assert set(MonthTally.objects.values_list("state", "withheld")) == {("draft", True)}
    seen = {who for who, viewer in cast.viewers.items() if visible_to(viewer).exists()}
    assert seen == {"office", "responsible", "head", "leader"}
    waiting = {item.title for item in due_items(cast.viewers["responsible"], TODAY)}
    assert "1 件草稿等您确认" in waiting
    review(picked={draft.pk: draft.version}, act=Act.PASS, by=cast.viewers["responsible"], at=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.stage) == ("filed", "head")
    assert set(MonthTally.objects.values_list("state", "withheld")) == {("filed", False)}


def test_nobody_offers_for_a_unit_that_is_not_his(cast, linked):
    for who in ("responsible", "leader", "expert", "stranger", "system_admin"):
        with pytest.raises(NotAllowed):
            offered(cast.viewers[who])


def test_whoever_stands_for_nobody_of_the_roster_is_told_what_to_do(cast):
    with pytest.raises(NotAllowed, match="系统管理员关联"):
        offered(cast.viewers["member"])
    assert "系统管理员关联" in cast.client("member").get(OFFER).content.decode()


def test_it_wants_what_filing_wants(cast, linked):
    with pytest.raises(InputRefused, match="请至少选一个文件"):
        offer_evidence(files=[], title="x", event_on=TODAY, by=linked, at=NOW)
    with pytest.raises(InputRefused, match="补录原因"):
        offer_evidence(files=[incoming("会.jpg", jpeg())], title="x", event_on=LONG_AGO, by=linked, at=NOW)


def test_the_page_takes_a_photograph_and_tells_what_became_of_it(cast, linked):
    client = cast.client("member")
    assert "交给税政法规处联络员" in client.get(OFFER).content.decode()
    typed = {"title": "清扫街道", "event_on": timezone.localdate().isoformat(), "place": "街心公园"}
    refused = client.post(OFFER, typed)
    assert refused.status_code == 422
    assert "街心公园" in refused.content.decode()
    answer = client.post(OFFER, {**typed, "files": upload("会.jpg", jpeg())})
    assert (answer.status_code, answer.url) == (303, OFFER)
    assert "待联络员确认" in client.get(OFFER).content.decode()
    assert "清扫街道" in client.get("/mine/").content.decode()
    draft = Evidence.objects.get()
    assert client.get(f"/ledger/{draft.pk}/").status_code == 403
    body = cast.client("responsible").get(f"/ledger/{draft.pk}/").content.decode()
    assert "确认报送" in body
    assert "交来草稿</b> 普通职工" in body


def test_a_draft_may_be_cited_before_it_is_confirmed_and_counts_then(cast, linked):
    made = make_campaign(cast, tasks=1)
    draft, contact = offered(linked), cast.client("responsible")
    contact.post(f"/ledger/{draft.pk}/cite/", {"unit": cast.responsible.pk, "serves": f"task:{made.tasks[0].pk}"})
    assert draft.citations.count() == 1
