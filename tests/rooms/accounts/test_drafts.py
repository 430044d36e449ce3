"""Forms keep themselves: whose, for how long, what never, and who else is at the same form."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOW
from wenming.accounts.actions import drafts as acts
from wenming.accounts.models import Draft, SentForm
from wenming.accounts.queries import drafts_standing
from wenming.domain.errors import NotFound, TooLarge
from wenming.jobs.registry import chores
from wenming.organisation.models import UnitAlias
from wenming.shell.drafted import mark_of, path_of

FORM = "/organisation/units/7/"
EVERYONE = ("office", "lead", "head", "member", "leader", "expert", "system_admin", "security_admin", "audit_admin")


def keep(viewer, fields=(("name", "税政处"),), path=FORM, sending="", at=NOW):
    return acts.save_draft(path=path, fields=list(fields), sending=sending, by=viewer, at=at)


def send(client, fields, path=FORM, **more):
    return client.post(reverse("accounts:drafts"), {"draft": mark_of(path), "fields": json.dumps(fields), **more})


def asked(client, *paths):
    query = {"draft": [mark_of(path) for path in paths]}
    return client.get(reverse("accounts:drafts", query=query)).json()["forms"]


@pytest.mark.parametrize("who", EVERYONE)
def test_what_was_typed_comes_back_to_whoever_typed_it(cast, who):
    assert send(cast.client(who), [["name", "税政处"], ["units", "1"], ["units", "2"]]).status_code == 200
    back = asked(cast.client(who), FORM)[0]
    assert back["fields"] == [["name", "税政处"], ["units", "1"], ["units", "2"]]
    assert back["saved"] == f"{timezone.localtime():%H:%M}"


def test_what_a_person_reads_of_a_field_is_kept_beside_it_and_counts_as_it_does(cast):
    client = cast.client("office")
    send(client, [["unit", "7", "单位：机关党委"], ["phone", "1", "电话：1"], ["a", "b", "c", "d"]])
    assert Draft.objects.get().fields == [["unit", "7", "单位：机关党委"]]
    assert send(client, [["unit", "7", "长" * acts.LIMIT]]).status_code == 413


def test_nobody_else_gets_the_fields(cast):
    send(cast.client("office"), [["name", "机密的说法"]])
    for who in ("lead", "system_admin", "stranger"):
        answer = cast.client(who).get(reverse("accounts:drafts", query={"draft": mark_of(FORM)}))
        assert "机密的说法" not in answer.content.decode()


def test_a_later_keeping_replaces_the_earlier_and_keeps_its_beginning(cast):
    keep(cast.office)
    keep(cast.office, [("name", "法规处")], at=NOW + timedelta(minutes=5))
    draft = Draft.objects.get()
    assert (draft.fields, draft.begun_at, draft.saved_at) == (
        [["name", "法规处"]], NOW, NOW + timedelta(minutes=5))


@pytest.mark.parametrize("name", [
    "csrfmiddlewaretoken", "once", "form_owner", "password", "new_password", "phone", "mobile_phone", "id_number",
    "m-TOTAL_FORMS", "m-INITIAL_FORMS", "otp_token",
])
def test_what_is_never_kept(cast, name):
    keep(cast.office, [("title", "题名"), (name, "不该留下的")])
    assert Draft.objects.get().fields == [["title", "题名"]]


@pytest.mark.parametrize("name", ["version", "owner", "caption", "m-0-title"])
def test_what_looks_alike_but_is_kept(cast, name):
    keep(cast.office, [(name, "1")])
    assert Draft.objects.get().fields == [[name, "1"]]


def test_too_much_is_refused_in_words(cast):
    with pytest.raises(TooLarge):
        keep(cast.office, [("text", "长" * (acts.LIMIT + 1))])


@pytest.mark.parametrize("text", ["", "{", "[1]", "[[1,2]]", '[["a"]]', "null", '{"a": 1}'])
def test_a_broken_keeping_neither_fails_nor_keeps_nonsense(cast, text):
    answer = cast.client("office").post(reverse("accounts:drafts"), {"draft": mark_of(FORM), "fields": text})
    assert answer.status_code in {200, 422}
    assert all(draft.fields == [] for draft in Draft.objects.all())


@pytest.mark.parametrize("mark", ["", FORM, f"{FORM}:forged", "x" * 2000])
def test_only_a_form_of_ours_is_answered(cast, mark):
    client = cast.client("office")
    assert client.get(reverse("accounts:drafts", query={"draft": mark})).status_code == 404
    for view in ("accounts:drafts", "accounts:discard_draft"):
        assert client.post(reverse(view), {"draft": mark, "fields": "[]"}).status_code == 404
    with pytest.raises(NotFound):
        path_of(mark)


def test_thrown_away_it_is_gone_for_its_writer_alone(cast):
    keep(cast.office)
    keep(cast.viewers["system_admin"])
    assert cast.client("office").post(reverse("accounts:discard_draft"), {"draft": mark_of(FORM)}).status_code == 204
    assert [draft.user_id for draft in Draft.objects.all()] == [cast.users["system_admin"].pk]


def test_a_form_that_was_sent_drops_its_draft_and_one_refused_keeps_it(cast):
    address = reverse("organisation:add_alias", args=[cast.lead.pk])
    client = cast.client("office")
    keep(cast.office, path=address)
    assert client.post(address, {"name": "", "once": "a" * 22}).status_code == 422
    assert Draft.objects.count() == 1
    assert client.post(address, {"name": "党办", "once": "b" * 22}).status_code == 303
    assert UnitAlias.objects.filter(name="党办").exists()
    assert Draft.objects.count() == 0


def test_a_keeping_that_arrives_after_the_sending_is_let_go(cast):
    SentForm.objects.create(user=cast.users["office"], token="t" * 22, at=NOW)
    assert keep(cast.office, sending="t" * 22) is None
    assert Draft.objects.count() == 0


def test_others_are_named_while_they_are_at_it(cast):
    keep(cast.viewers["lead"], at=NOW - timedelta(minutes=20))
    keep(cast.viewers["lead"], at=NOW - timedelta(minutes=9))
    keep(cast.viewers["head"], at=NOW - timedelta(minutes=11))
    keep(cast.stranger, at=NOW)
    keep(cast.viewers["leader"], path="/another/", at=NOW)
    standing = drafts_standing(cast.office, [FORM], at=NOW)[0]
    assert standing.others == [("牵头单位联络员", NOW - timedelta(minutes=20))]
    assert standing.own is None


def test_whoever_keeps_is_told_too(cast):
    send(cast.client("lead"), [["name", "甲"]])
    told = send(cast.client("office"), [["name", "乙"]]).json()
    assert [one["name"] for one in told["others"]] == ["牵头单位联络员"]
    assert "fields" not in told


def test_a_page_of_many_forms_costs_one_question(cast):
    client = cast.client("office")

    def cost(*paths) -> int:
        with CaptureQueriesContext(connection) as queries:
            asked(client, *paths)
        return len(queries)

    keep(cast.office)
    cost(FORM)
    few = cost(FORM)
    for number in range(5):
        keep(cast.office, path=f"/f/{number}/")
        keep(cast.viewers["lead"], path=f"/f/{number}/", at=timezone.now())
    assert cost(FORM, *(f"/f/{number}/" for number in range(5))) == few


def test_old_drafts_go_by_the_clock(cast):
    keep(cast.office, at=NOW - timedelta(days=31))
    keep(cast.office, path="/younger/", at=NOW - timedelta(days=29))
    chore = next(one for one in chores() if one.name == "accounts.old_drafts")
    chore.act(NOW)
    assert [draft.path for draft in Draft.objects.all()] == ["/younger/"]


def test_an_ended_sign_in_is_told_and_leaves_nothing_behind(cast, client):
    answer = client.post(reverse("accounts:drafts"), {"draft": mark_of(FORM)}, headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert "kept_form" not in client.session
