"""The second factor: binding, the second step, replay, the lock, recovery codes, who must have one, who undoes it."""

import re
from datetime import timedelta

import pyotp
import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from tests.answers import close
from tests.cast import PASSWORD
from tests.contracts.test_urls import filled, patterns
from wenming.accounts.actions import second_factors as acts
from wenming.accounts.models import RecoveryCode, SecondFactor, SignIn
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken

SIGN_IN, STEP, FACTOR, UNITS = "/accounts/sign-in/", "/accounts/second-step/", "/accounts/second-factor/", "/notices/"
ADMINISTRATORS = ["system_admin", "security_admin", "audit_admin"]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that stands still until it is moved on."""

    class Clock:
        now = timezone.now()

        def on(self, **delta) -> None:
            self.now += timedelta(**delta)

    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.now)
    return one


def text(answer) -> str:
    return answer.content.decode()


def bind(user) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a telephone bound a minute ago."""
    factor = acts.begin_binding(user=user, at=timezone.now())
    before = timezone.now() - timedelta(minutes=2)
    codes = acts.confirm_binding(user=user, code=pyotp.TOTP(factor.secret).at(before), at=before)
    return factor.secret, codes


def code(secret: str) -> str:
    return pyotp.TOTP(secret).at(timezone.now())


def password_given(who: str) -> Client:
    client = Client()
    answer = client.post(SIGN_IN, {"username": who, "password": PASSWORD, "next": UNITS})
    assert answer.headers["Location"].startswith(STEP)
    return client


def is_in(client: Client) -> bool:
    return client.get(UNITS).status_code == 200


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


def test_a_bound_telephone_is_not_bound_over(cast):
    bind(cast.users["office"])
    with pytest.raises(RuleBroken, match="已经绑定"):
        acts.begin_binding(user=cast.users["office"], at=timezone.now())
    with pytest.raises(RuleBroken, match="先开始绑定"):
        acts.confirm_binding(user=cast.users["leader"], code="000000", at=timezone.now())


def test_another_security_administrator_undoes_it_with_a_reason(cast):
    user = cast.users["office"]
    client, path = cast.client("security_admin"), f"/accounts/{user.pk}/reset-second-factor/"
    bind(user)
    assert "重置动态口令" in text(client.get(f"/accounts/{user.pk}/"))
    assert client.post(path, {"reason": " "}).status_code == 422
    assert SecondFactor.objects.exists()
    assert client.post(path, {"reason": "手机丢失，已当面核对"}).status_code == 303
    assert not SecondFactor.objects.exists()
    assert AuditEntry.objects.get(kind="accounts.second_factor_reset").reason == "手机丢失，已当面核对"
    assert client.post(path, {"reason": "再来"}).status_code == 409
    assert "重置动态口令" not in text(client.get(f"/accounts/{user.pk}/"))


@pytest.mark.parametrize("who", ["office", "lead", "member", "system_admin", "audit_admin", "stranger"])
def test_nobody_else_undoes_it(cast, who):
    bind(cast.users["leader"])
    with pytest.raises(NotAllowed):
        acts.reset_second_factor(user=cast.users["leader"], reason="x", by=cast.viewers[who], at=timezone.now())


def test_not_ones_own_and_not_a_guests(cast):
    by = cast.viewers["security_admin"]
    for who, sentence in (("security_admin", "另一位"), ("stranger", "开设它的单位")):
        bind(cast.users[who])
        with pytest.raises(NotAllowed, match=sentence):
            acts.reset_second_factor(user=cast.users[who], reason="x", by=by, at=timezone.now())


def test_a_refused_binding_says_why(cast):
    acts.begin_binding(user=cast.users["office"], at=timezone.now())
    with pytest.raises(InputRefused) as refused:
        acts.confirm_binding(user=cast.users["office"], code="", at=timezone.now())
    assert "每个口令只能用一次" in refused.value.fields["code"]


# --- what a person does with a bound telephone ------------------------------------------------------------------------


def signed_in_with(secret: str, clock, who: str = "office") -> Client:
    client = password_given(who)
    client.post(STEP, {"code": code(secret)})
    clock.on(seconds=60)
    return client


def test_new_recovery_codes_replace_the_old_ones_and_are_shown_once(cast, clock):
    secret, old = bind(cast.users["office"])
    client = signed_in_with(secret, clock)
    done = client.post(FACTOR, {"act": "codes", "code": code(secret), "once": "t"})
    fresh = re.findall(r"<li><code>([a-z0-9-]{11})</code>", text(done))
    assert len(fresh) == 10
    assert not set(fresh) & set(old)
    assert "no-store" in done.headers["Cache-Control"]
    assert password_given("office").post(STEP, {"code": old[0]}).status_code == 422
    assert password_given("office").post(STEP, {"code": fresh[0]}).status_code == 303
    assert AuditEntry.objects.filter(kind="accounts.recovery_codes_renewed").count() == 1


@pytest.mark.parametrize("act", ["codes", "unbind"])
def test_a_recovery_code_or_a_wrong_one_changes_nothing_and_counts(cast, clock, act):
    secret, codes = bind(cast.users["office"])
    client = signed_in_with(secret, clock)
    for typed, left in ((codes[0], 4), ("000000", 3)):
        answer = client.post(FACTOR, {"act": act, "code": typed})
        assert (answer.status_code, f"再错 {left} 次" in text(answer)) == (422, True)
    for _ in range(3):
        answer = client.post(FACTOR, {"act": act, "code": "000000"})
    assert "已锁定到" in text(answer)
    assert "已锁定到" in text(client.post(FACTOR, {"act": act, "code": code(secret)}))
    assert "已锁定到" in text(Client().post(SIGN_IN, {"username": "office", "password": PASSWORD}))
    assert SecondFactor.objects.get().confirmed_at
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_who_need_not_have_one_unbinds_and_is_put_out_elsewhere(cast, clock):
    secret, _ = bind(cast.users["office"])
    there = signed_in_with(secret, clock)
    here = signed_in_with(secret, clock)
    answer = here.post(FACTOR, {"act": "unbind", "code": code(secret)})
    assert answer.status_code == 303
    assert "开始绑定" in text(here.get(FACTOR))
    assert (is_in(here), is_in(there)) == (True, False)
    anew = Client().post(SIGN_IN, {"username": "office", "password": PASSWORD, "next": UNITS})
    assert anew.headers["Location"] == UNITS
    assert AuditEntry.objects.filter(kind="accounts.second_factor_unbound").count() == 1


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrator_cannot_unbind(cast, clock, settings, who):
    settings.SECOND_FACTOR_REQUIRED = True
    secret, _ = bind(cast.users[who])
    client = signed_in_with(secret, clock, who)
    assert 'value="unbind"' not in text(client.get(FACTOR))
    answer = client.post(FACTOR, {"act": "unbind", "code": code(secret)})
    assert "不能解除" in text(answer)
    assert SecondFactor.objects.get().confirmed_at
