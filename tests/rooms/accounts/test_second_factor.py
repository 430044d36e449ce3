"""The second factor: binding, the second step, replay, the lock, recovery codes, who must have one."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from tests.answers import close
from tests.cast import PASSWORD
from tests.contracts.test_urls import filled, patterns
from tests.rooms.accounts.second_step import (
    ADMINISTRATORS,
    FACTOR,
    SIGN_IN,
    STEP,
    UNITS,
    bind,
    code,
    is_in,
    password_given,
    text,
)
from wenming.accounts.models import RecoveryCode, SecondFactor, SignIn
from wenming.audit.models import AuditEntry

pytestmark = pytest.mark.usefixtures("clock")


def test_binding_by_the_page_shows_a_picture_a_secret_and_the_codes_once(cast):
    client = Client()
    client.post(SIGN_IN, {"username": "office", "password": PASSWORD})
    assert "开始绑定" in text(client.get(FACTOR))
    assert client.post(FACTOR, {"begin": "1"}).status_code == 303
    page = client.get(FACTOR)
    secret = re.search(r'typed-secret">([A-Z2-7 ]+)<', text(page))[1].replace(" ", "")
    assert "<svg" in text(page)
    assert "style=" not in text(page).split("<svg")[1].split("</svg>")[0]
    assert secret in text(client.get(FACTOR)).replace(" ", ""), "a reload shows the same"
    assert "no-store" in page.headers["Cache-Control"]
    wrong = client.post(FACTOR, {"code": "000000"})
    assert (wrong.status_code, "动态口令不对" in text(wrong)) == (422, True)
    done = client.post(FACTOR, {"code": code(secret), "once": "t"})
    codes = re.findall(r"<li><code>([a-z0-9-]{11})</code>", text(done))
    assert len(codes) == 10
    assert "no-store" in done.headers["Cache-Control"]
    again = client.post(FACTOR, {"code": code(secret), "once": "t"})
    assert again.headers["Location"] == FACTOR
    assert "恢复码还剩 10 个" in text(client.get(FACTOR))
    assert AuditEntry.objects.filter(kind="accounts.second_factor_bound").count() == 1


def test_the_secret_and_the_codes_are_in_the_database_for_nobody_to_read(cast):
    secret, codes = bind(cast.users["office"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM accounts_secondfactor")
        assert secret not in cursor.fetchone()[0]
    everything = str(list(RecoveryCode.objects.values())) + str(list(AuditEntry.objects.values()))
    assert not [one for one in [secret, *codes] if one in everything or one.replace("-", "") in everything]


def test_the_password_alone_opens_nothing(cast):
    bind(cast.users["office"])
    client = password_given("office")
    assert client.get(UNITS).headers["Location"].startswith(SIGN_IN)
    assert not SignIn.objects.exists()


def test_password_and_code_lead_where_the_person_wanted(cast):
    secret, _ = bind(cast.users["office"])
    client = password_given("office")
    answer = client.post(STEP, {"code": code(secret), "next": UNITS})
    assert (answer.status_code, answer.headers["Location"]) == (303, UNITS)
    assert is_in(client)


def test_a_code_read_with_spaces_and_half_a_minute_late_is_right(cast, clock):
    secret, _ = bind(cast.users["office"])
    client, typed = password_given("office"), code(secret)
    clock.on(seconds=30)
    assert client.post(STEP, {"code": f" {typed[:3]} {typed[3:]} "}).status_code == 303


def test_no_code_signs_in_twice(cast, clock):
    secret, _ = bind(cast.users["office"])
    typed = code(secret)
    assert password_given("office").post(STEP, {"code": typed}).status_code == 303
    assert password_given("office").post(STEP, {"code": typed}).status_code == 422
    clock.on(seconds=60)
    assert password_given("office").post(STEP, {"code": code(secret)}).status_code == 303


def test_wrong_codes_lock_like_wrong_passwords_and_new_passwords_do_not_help(cast, clock):
    secret, _ = bind(cast.users["office"])
    said = [text(password_given("office").post(STEP, {"code": "000000"})) for _ in range(5)]
    assert "再错 4 次" in said[0]
    assert "已锁定到" in said[4]
    answer = Client().post(SIGN_IN, {"username": "office", "password": PASSWORD})
    assert "已锁定到" in text(answer)
    assert {entry.after["result"] for entry in AuditEntry.objects.filter(kind="accounts.sign_in_failed")} == {
        "动态口令不对"}
    clock.on(minutes=31)
    assert password_given("office").post(STEP, {"code": code(secret)}).status_code == 303


def test_a_locked_name_is_locked_at_the_second_step_too(cast):
    secret, _ = bind(cast.users["office"])
    client = password_given("office")
    for _ in range(5):
        Client().post(SIGN_IN, {"username": "office", "password": "wrong"})
    refused = client.post(STEP, {"code": code(secret)})
    assert (refused.status_code, "已锁定到" in text(refused)) == (422, True)


def test_after_five_minutes_the_password_is_asked_again(cast, clock):
    secret, _ = bind(cast.users["office"])
    client = password_given("office")
    clock.on(minutes=6)
    assert client.post(STEP, {"code": code(secret)}).headers["Location"] == SIGN_IN
    assert "五分钟内" in text(client.get(SIGN_IN))
    assert Client().get(STEP).headers["Location"] == SIGN_IN


@pytest.mark.parametrize("change", ["password", "closed"])
def test_between_the_steps_the_account_may_have_changed(cast, change):
    user = cast.users["office"]
    secret, _ = bind(user)
    client = password_given("office")
    if change == "password":
        user.set_password("Another-pass 9")
    else:
        user.is_active = False
    user.save()
    assert client.post(STEP, {"code": code(secret)}).headers["Location"] == SIGN_IN


def test_a_recovery_code_serves_once_and_is_on_record(cast):
    _, codes = bind(cast.users["office"])
    assert password_given("office").post(STEP, {"code": codes[3].upper()}).status_code == 303
    assert AuditEntry.objects.filter(kind="accounts.recovery_code_used").count() == 1
    assert password_given("office").post(STEP, {"code": codes[3]}).status_code == 422
    assert password_given("office").post(STEP, {"code": codes[4]}).status_code == 303


def test_one_persons_codes_are_worth_nothing_for_another(cast):
    secret, codes = bind(cast.users["office"])
    bind(cast.users["leader"])
    for typed in (codes[0], code(secret)):
        assert password_given("leader").post(STEP, {"code": typed}).status_code == 422


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrator_opens_no_page_before_binding(cast, who, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.post(SIGN_IN, {"username": who, "password": PASSWORD})
    open_pages = set()
    for route, _ in patterns(get_resolver()):
        for method in ("get", "post"):
            answer = getattr(client, method)("/" + filled(route)) if "sign-out" not in route else None
            if answer is not None and (answer.status_code, answer.headers.get("Location")) != (303, FACTOR):
                if answer.status_code != 405:
                    open_pages.add(route)
                close(answer)
    assert open_pages <= {
        "accounts/sign-in/", "accounts/second-factor/", "accounts/second-step/", "accounts/password/", "accounts/stay/",
        "healthz", "readyz", "metrics",
    }
    assert "管理员登录要用动态口令，请先绑定手机" in text(client.get(FACTOR))


def test_once_bound_the_administrator_goes_on_where_he_was(cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.post(SIGN_IN, {"username": "system_admin", "password": PASSWORD})
    client.post(FACTOR, {"begin": "1"})
    secret = SecondFactor.objects.get().secret
    assert client.post(FACTOR, {"code": code(secret), "next": "/accounts/"}).status_code == 200
    assert client.get("/accounts/").status_code == 200


@pytest.mark.parametrize("who", ["office", "leader", "member"])
def test_others_need_none(cast, who, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.post(SIGN_IN, {"username": who, "password": PASSWORD})
    assert is_in(client)


def test_a_session_without_the_second_step_is_sent_to_sign_in_again(cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = cast.client("system_admin")
    bind(cast.users["system_admin"])
    assert client.get("/accounts/").headers["Location"] == FACTOR
    assert client.get(FACTOR).headers["Location"] == SIGN_IN


def test_binding_puts_out_the_sessions_that_had_the_password_alone(cast):
    clients = [Client(), Client()]
    for client in clients:
        client.post(SIGN_IN, {"username": "office", "password": PASSWORD})
    clients[0].post(FACTOR, {"begin": "1"})
    clients[0].post(FACTOR, {"code": code(SecondFactor.objects.get().secret)})
    assert [is_in(client) for client in clients] == [True, False]
