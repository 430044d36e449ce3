"""Sessions: how long they live, who sees them, who ends them, and what is kept of a form when they end."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import PASSWORD
from tests.factories.accounts import make_grant
from wenming.accounts.actions import accounts, passwords
from wenming.accounts.actions.sessions import end_session, note_session
from wenming.accounts.models import SignIn, User
from wenming.audit.models import AuditEntry
from wenming.domain.authority import Role
from wenming.domain.errors import NotAllowed, RuleBroken

SIGN_IN, UNITS, MINE, LIVE = "/accounts/sign-in/", "/organisation/units/", "/accounts/mine/", "/accounts/sign-ins/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36 Edg/120.0"
EVERYBODY = ["office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin",
             "audit_admin", "stranger"]


def text(answer) -> str:
    return answer.content.decode()


def signed_in(who: str, **more) -> Client:
    client = Client(headers={"user-agent": EDGE}, **more)
    assert client.post(SIGN_IN, {"username": who, "password": PASSWORD}).status_code == 303
    return client


def later(monkeypatch, **delta) -> None:
    moment = timezone.now() + timedelta(**delta)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def is_in(client: Client) -> bool:
    return client.get(UNITS).status_code == 200


def test_who_does_nothing_for_twenty_minutes_is_out(cast, monkeypatch):
    client = signed_in("office")
    later(monkeypatch, minutes=19)
    assert is_in(client)
    later(monkeypatch, minutes=21)
    assert not is_in(client)


def test_each_act_gives_the_idle_time_anew(cast, monkeypatch, settings):
    settings.SESSION_RENEWED_SECONDS = 30
    client = signed_in("office")
    for _ in range(4):
        later(monkeypatch, minutes=15)
        assert is_in(client)
    later(monkeypatch, minutes=15)
    assert client.post("/accounts/stay/").status_code == 204
    later(monkeypatch, minutes=21)
    assert client.post("/accounts/stay/").status_code == 401


def test_what_a_page_asks_by_itself_is_no_act(cast, monkeypatch, settings):
    settings.SESSION_RENEWED_SECONDS = 30
    client = signed_in("office")
    for _ in range(2):
        later(monkeypatch, minutes=8)
        assert client.get(UNITS, headers={"x-unattended": "1"}).status_code == 200
    later(monkeypatch, minutes=8)
    assert not is_in(client)


def test_after_twelve_hours_one_is_out_however_busy(cast, monkeypatch, settings):
    settings.SESSION_RENEWED_SECONDS = 30
    client = signed_in("office")
    for _ in range(47):
        later(monkeypatch, minutes=15)
        assert is_in(client)
    later(monkeypatch, minutes=16)
    assert not is_in(client)


def test_a_session_is_not_written_at_every_click(cast, settings):
    settings.SESSION_RENEWED_SECONDS = 30
    client = signed_in("office")
    client.get(UNITS)
    with CaptureQueriesContext(connection) as queries:
        client.get(UNITS)
    assert not [one for one in queries if "UPDATE" in one["sql"]]


def test_pages_of_the_signed_in_know_when_to_warn(cast):
    assert '<meta name="idle-seconds" content="1200">' in text(signed_in("office").get(UNITS))
    assert "idle-seconds" not in text(Client().get(SIGN_IN))


def test_what_was_typed_is_kept_when_an_administrator_ends_the_session(cast):
    client = signed_in("office")
    end_session(sign_in=SignIn.objects.get(), by=cast.viewers["system_admin"], at=timezone.now())
    typed = {"name": "信息中心", "kind": "institution", "aliases": "", "form_owner": cast.office.user_id}
    assert client.post(UNITS, typed).headers["Location"].startswith(SIGN_IN)
    client.post(SIGN_IN, {"username": "office", "password": PASSWORD})
    assert 'value="信息中心"' in text(client.get(UNITS))


def test_one_sees_ones_own_sign_ins_in_plain_words_and_ends_the_other(cast):
    here, there = signed_in("office"), signed_in("office", REMOTE_ADDR="10.1.2.3")
    page = text(here.get(MINE))
    for shown in ("现在有 2 处登录着", "Windows 上的 Edge", "10.1.2.3", "就是现在", "在线"):
        assert shown in page
    other = SignIn.objects.get(address="10.1.2.3")
    assert page.count("/end/") == 1
    assert here.post(f"/accounts/sign-ins/{other.pk}/end/").status_code == 303
    assert not is_in(there)
    assert is_in(here)
    assert "已结束" in text(here.get(MINE))
    assert here.post(f"/accounts/sign-ins/{other.pk}/end/").status_code == 409
    assert AuditEntry.objects.get(kind="accounts.session_ended").after == {"browser": "Windows 上的 Edge"}


def test_signing_out_is_seen_as_such(cast):
    client = signed_in("office")
    client.post("/accounts/sign-out/")
    assert "本人退出" in text(signed_in("office").get(MINE))


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_and_ends_the_sessions_of_others(cast, who):
    signed_in("leader")
    client, sign_in = cast.client(who), SignIn.objects.get()
    keeps, own = who == "system_admin", who == "leader"
    assert client.get(LIVE).status_code == (200 if keeps else 403)
    assert client.get(MINE).status_code == 200
    wanted = 303 if keeps or own else 404 if who == "stranger" else 403
    assert client.post(f"/accounts/sign-ins/{sign_in.pk}/end/").status_code == wanted
    if who not in {"stranger", "leader"} and not keeps:
        with pytest.raises(NotAllowed):
            end_session(sign_in=sign_in, by=cast.viewers[who], at=timezone.now())


def test_another_bodys_sessions_are_not_there(cast):
    make_grant(cast.users["member"], Role.SYSTEM_ADMIN, cast.other)
    User.objects.filter(username="member").update(organisation=cast.other)
    signed_in("leader")
    page = text(signed_in("system_admin").get(LIVE))
    assert "分管领导" in page
    cast.users["member"].grants.filter(organisation=cast.organisation).delete()
    theirs = cast.client("member")
    assert "分管领导" not in text(theirs.get(LIVE))
    sign_in = SignIn.objects.get(user=cast.users["leader"])
    assert theirs.post(f"/accounts/sign-ins/{sign_in.pk}/end/").status_code == 404


def close(cast, user):
    accounts.close_account(user=user, by=cast.viewers["system_admin"], at=timezone.now())


def reset(cast, user):
    passwords.reset_password(user=user, by=cast.viewers["system_admin"], at=timezone.now())


def run_out(cast, user):
    User.objects.filter(pk=user.pk).update(valid_until=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("happening", [close, reset, run_out])
def test_what_happens_to_the_account_ends_its_sessions(cast, happening):
    clients = [signed_in("office"), signed_in("office")]
    happening(cast, cast.users["office"])
    assert [is_in(client) for client in clients] == [False, False]
    if happening is not run_out:
        assert "办公室经办人" not in text(signed_in("system_admin").get(LIVE))
        assert Session.objects.count() == 1, "the system administrator's own"


def test_an_account_works_to_the_end_of_its_last_day(cast):
    run_out(cast, cast.users["office"])
    assert Client().post(SIGN_IN, {"username": "office", "password": PASSWORD}).status_code == 422
    User.objects.filter(username="office").update(valid_until=timezone.localdate())
    signed_in("office")


def test_the_last_day_is_set_by_who_keeps_the_account_and_never_in_the_past(cast):
    user, client = cast.users["expert"], cast.client("system_admin")
    path, day = f"/accounts/{user.pk}/last-day/", timezone.localdate() + timedelta(days=30)
    assert client.post(path, {"valid_until": day.isoformat()}).status_code == 303
    assert User.objects.get(pk=user.pk).valid_until == day
    refused = client.post(path, {"valid_until": "2020-01-01"})
    assert refused.status_code == 422
    assert "不能早于今天" in text(refused)
    assert 'value="2020-01-01"' in text(refused)
    assert client.post(path, {"valid_until": ""}).status_code == 303
    entry = AuditEntry.objects.filter(kind="accounts.last_day_set").latest("pk")
    assert (entry.before, entry.after) == ({"valid_until": day.isoformat()}, {"valid_until": "长期"})
    for who in EVERYBODY:
        if who != "system_admin":
            assert cast.client(who).post(path, {"valid_until": ""}).status_code in {403, 404}


def test_sign_ins_are_forgotten_after_ninety_days(cast):
    user, at = cast.users["office"], timezone.now()
    for days in (91, 89, 0):
        note_session(user=user, session_key=str(days), address="", browser="", at=at - timedelta(days=days))
    assert list(SignIn.objects.order_by("pk").values_list("session_key", flat=True)) == ["89", "0"]


def test_a_session_that_is_over_is_not_ended_again(cast):
    sign_in = note_session(user=cast.users["office"], session_key="gone", address="", browser="", at=timezone.now())
    with pytest.raises(RuleBroken, match="已经结束"):
        end_session(sign_in=sign_in, by=cast.office, at=timezone.now())


@pytest.mark.parametrize("path", [MINE, LIVE])
def test_the_lists_cost_the_same_with_one_row_as_with_three(cast, path):
    client, counts = signed_in("system_admin"), []
    for _ in range(3):
        signed_in("system_admin")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


@pytest.mark.parametrize(("direct", "forwarded", "shown"), [
    ("10.0.0.1", "192.0.2.7", "192.0.2.7"), ("10.0.0.1", "6.6.6.6, 192.0.2.7", "192.0.2.7"),
    ("10.0.0.1", "192.0.2.7, 10.0.0.2", "192.0.2.7"), ("10.0.0.1", "nonsense", "10.0.0.1"),
    ("10.0.0.1", "", "10.0.0.1"),
    ("10.0.0.9", "192.0.2.7", "10.0.0.9"),
])
def test_only_ones_own_proxies_are_believed(cast, settings, direct, forwarded, shown):
    settings.TRUSTED_PROXIES = frozenset({"10.0.0.1", "10.0.0.2"})
    client = Client(REMOTE_ADDR=direct, headers={"x-forwarded-for": forwarded})
    client.post(SIGN_IN, {"username": "office", "password": PASSWORD})
    assert SignIn.objects.get().address == shown
