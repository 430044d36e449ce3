"""A double click on any button does the thing once, and the second click sees the first one's result."""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from tests.cast import make_cast
from wenming.accounts.actions import sent_forms
from wenming.accounts.models import SentForm
from wenming.domain.errors import RuleBroken
from wenming.organisation.actions import units
from wenming.organisation.models import Unit

UNITS = "/organisation/units/"


def unit_form(**more):
    return {"name": "信息中心", "kind": "institution", "once": "token-1", **more}


def test_the_second_of_two_clicks_gets_the_first_ones_page_and_adds_nothing(cast):
    client = cast.client("office")
    answers = [client.post(UNITS, unit_form()) for _ in range(2)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, UNITS)] * 2
    assert Unit.objects.filter(name="信息中心").count() == 1


def test_a_form_that_was_refused_can_be_mended_and_sent_again(cast):
    client = cast.client("office")
    assert client.post(UNITS, unit_form(name="离退处")).status_code == 422
    assert client.post(UNITS, unit_form()).status_code == 303
    assert Unit.objects.filter(name="信息中心").exists()


def test_the_token_of_one_person_is_no_one_elses(cast):
    assert cast.client("office").post(UNITS, unit_form()).status_code == 303
    assert cast.client("system_admin").post(UNITS, unit_form(name="另一个中心")).status_code == 303
    assert Unit.objects.filter(name="另一个中心").exists()


def test_a_form_without_a_token_is_not_held_back(cast):
    client = cast.client("office")
    for name in ("甲中心", "乙中心"):
        assert client.post(UNITS, {"name": name, "kind": "institution"}).status_code == 303


def test_a_click_while_the_first_still_works_waits_and_then_says_so(cast, monkeypatch):
    """The second click comes from inside the first one's verb: the first cannot be finished yet."""
    monkeypatch.setattr(sent_forms, "PATIENCE_SECONDS", 0)
    client, meanwhile, plain = cast.client("office"), [], units.add_unit

    def slow(**given):
        meanwhile.append(cast.client("office").post(UNITS, unit_form()))
        return plain(**given)

    monkeypatch.setattr(units, "add_unit", slow)
    assert client.post(UNITS, unit_form()).status_code == 303
    assert meanwhile[0].status_code == 409
    assert "正在办理" in meanwhile[0].content.decode()
    assert client.post(UNITS, unit_form()).headers["Location"] == UNITS
    assert Unit.objects.filter(name="信息中心").count() == 1


def test_the_waiting_click_goes_on_as_soon_as_the_first_is_done(cast, monkeypatch):
    user, now = cast.users["office"], timezone.now()
    assert sent_forms.claim(user=user, token="t", at=now) is None
    finish = lambda _: sent_forms.settle(user=user, token="t", location="/done/")  # noqa: E731
    monkeypatch.setattr(sent_forms.time, "sleep", finish)
    assert sent_forms.claim(user=user, token="t", at=now) == "/done/"


def test_a_claim_left_by_a_crash_is_taken_over_by_one(cast, monkeypatch):
    user, now = cast.users["office"], timezone.now()
    monkeypatch.setattr(sent_forms, "PATIENCE_SECONDS", 0)
    sent_forms.claim(user=user, token="t", at=now - sent_forms.ABANDONED_AFTER - timedelta(seconds=1))
    assert sent_forms.claim(user=user, token="t", at=now) is None
    with pytest.raises(RuleBroken):
        sent_forms.claim(user=user, token="t", at=now)


def test_a_verb_that_fails_lets_the_form_be_sent_again(cast, monkeypatch, caplog):
    client, plain = cast.client("office"), units.add_unit
    client.raise_request_exception = False
    monkeypatch.setattr(units, "add_unit", lambda **_: 1 / 0)
    assert client.post(UNITS, unit_form()).status_code == 500
    caplog.clear()
    monkeypatch.setattr(units, "add_unit", plain)
    assert client.post(UNITS, unit_form()).status_code == 303


@pytest.mark.parametrize(("headers", "location", "expected"), [
    ({}, "/done/", (303, "/done/", None)),
    ({}, "", (303, "/", None)),
    ({"referer": "http://testserver/organisation/units/?kind=x"}, "", (303, UNITS + "?kind=x", None)),
    ({"referer": "http://elsewhere.example/"}, "", (303, "/", None)),
    ({"accept": "application/json"}, "", (204, None, None)),
    ({"accept": "application/json"}, "/done/", (204, "/done/", None)),
    ({"hx-request": "true"}, "", (204, None, None)),
    ({"hx-request": "true"}, "/done/", (204, None, "/done/")),
])
def test_a_replay_is_never_sent_to_an_address_that_only_takes_posts(cast, headers, location, expected):
    user = cast.users["office"]
    SentForm.objects.create(user=user, token="t", at=timezone.now(), finished=True, location=location)
    answer = cast.client("office").post(f"/organisation/units/{cast.lead.pk}/reopen/", {"once": "t"}, headers=headers)
    assert (answer.status_code, answer.headers.get("Location"), answer.headers.get("HX-Redirect")) == expected


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the test database of SQLite has one connection")
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_add_one_row():
    cast, start, answers = make_cast(), threading.Barrier(2), []
    clients = [cast.client("office") for _ in range(2)]

    def click(client) -> None:
        try:
            start.wait(timeout=10)
            answers.append(client.post(UNITS, unit_form()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, UNITS)] * 2
    assert Unit.objects.filter(name="信息中心").count() == 1


# --- the server is killed, or breaks after the act --------------------------------------------------------------------


def left_by_a_dead_process(cast, **more):
    import subprocess
    import sys

    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    holder = sent_forms._holder().replace(f":{os.getpid()}", f":{ended.pid}")
    return SentForm.objects.create(user=cast.users["office"], token="token-1", at=timezone.now(), holder=holder, **more)


def test_killed_before_the_act_the_form_may_be_sent_again_at_once(cast):
    left_by_a_dead_process(cast)
    assert cast.client("office").post(UNITS, unit_form()).status_code == 303
    assert Unit.objects.filter(name="信息中心").count() == 1


def test_killed_after_the_act_the_form_is_recognised(cast):
    left_by_a_dead_process(cast, acted=True)
    assert cast.client("office").post(UNITS, unit_form()).status_code == 303
    assert not Unit.objects.filter(name="信息中心").exists(), "the dead one's act stands; there is no second"


def test_a_claim_held_on_another_machine_is_waited_for(cast, monkeypatch):
    monkeypatch.setattr(sent_forms, "PATIENCE_SECONDS", 0)
    SentForm.objects.create(user=cast.users["office"], token="token-1", at=timezone.now(), holder="elsewhere:1")
    assert cast.client("office").post(UNITS, unit_form()).status_code == 409


def test_that_the_act_was_done_is_written_in_its_own_transaction(cast, monkeypatch):
    """What is recorded and then rolled back leaves no mark; what stands leaves one."""
    plain = units.add_unit

    def undone(**given):
        with transaction.atomic():
            plain(**given)
            transaction.set_rollback(True)

    monkeypatch.setattr(units, "add_unit", undone)
    client = cast.client("office")
    client.raise_request_exception = False
    client.post(UNITS, unit_form())
    assert not SentForm.objects.filter(token="token-1", acted=True).exists()
    monkeypatch.undo()
    client.post(UNITS, unit_form(once="token-2"))
    assert SentForm.objects.get(token="token-2").acted


def test_a_page_that_breaks_after_the_act_does_not_let_it_be_done_twice(cast, monkeypatch, caplog):
    plain = units.add_unit

    def breaks(**given):
        plain(**given)
        raise ZeroDivisionError

    client = cast.client("office")
    client.raise_request_exception = False
    monkeypatch.setattr(units, "add_unit", breaks)
    monkeypatch.setattr(sent_forms, "ANSWER_SECONDS", -1)
    assert client.post(UNITS, unit_form()).status_code == 500
    assert client.post(UNITS, unit_form()).status_code == 303
    assert Unit.objects.filter(name="信息中心").count() == 1
    caplog.clear()
