"""Failed sign-ins: what locks, what does not, what is said and what is on record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from tests.cast import NOW, PASSWORD
from tests.factories.accounts import make_account
from wenming.accounts.actions.sessions import note_session
from wenming.accounts.actions.signing_in import check_password, welcome
from wenming.accounts.actions.unlocking import unlock_address, unlock_name
from wenming.accounts.errors import NameLocked, SignInRefused
from wenming.accounts.models import FailedSignIn
from wenming.audit.models import AuditEntry
from wenming.domain.errors import NotAllowed, RuleBroken

SIGN_IN, OFFICE = "/accounts/sign-in/", "10.1.2.3"


def text(answer) -> str:
    return answer.content.decode()


def attempt(username: str, password: str = "wrong", *, address: str = OFFICE, minutes: float = 0) -> str:
    """What is said; "" where the password was right."""
    try:
        check_password(username=username, password=password, address=address, at=NOW + timedelta(minutes=minutes))
    except SignInRefused as refused:
        return f"{type(refused).__name__} {refused.sentence}"
    return ""


def fail(username: str, times: int, **more) -> list[str]:
    return [attempt(username, **more) for _ in range(times)]


def at_home(cast, username: str, address: str = OFFICE) -> None:
    note_session(user=cast.users[username], session_key=username, address=address, browser="", at=NOW)


@pytest.mark.parametrize("name", ["office", "nobody.like.this"])
def test_the_fifth_failure_locks_and_each_says_how_many_are_left(cast, name):
    said = fail(name, 5)
    assert [f"再错 {left} 次" in one for left, one in zip((4, 3, 2, 1), said, strict=False)] == [True] * 4
    assert "已锁定到 10:30" in said[4]
    assert "NameLocked" in attempt(name, PASSWORD, minutes=29)


def test_what_is_said_never_tells_whether_the_account_exists(cast):
    closed = cast.users["leader"]
    closed.is_active = False
    closed.save()
    assert fail("office", 6) == fail("nobody", 6) == fail("leader", 6)


def test_after_half_an_hour_one_may_try_again(cast):
    fail("office", 5)
    assert attempt("office", PASSWORD, minutes=29.9)
    assert attempt("office", PASSWORD, minutes=30) == ""


def test_case_is_no_way_round(cast):
    fail("office", 3)
    fail("OFFICE", 2)
    assert "NameLocked" in attempt("Office")


def test_another_address_is_no_way_round(cast):
    for number in range(5):
        attempt("office", address=f"10.9.9.{number}")
    assert "NameLocked" in attempt("office", PASSWORD, address="10.9.9.77")


def test_signing_in_forgives(cast):
    fail("office", 4)
    assert attempt("office", PASSWORD) == ""
    welcome(user=cast.users["office"], at=NOW)
    assert "再错 4 次" in attempt("office")


def test_a_right_password_alone_forgives_nothing(cast):
    fail("office", 4)
    assert attempt("office", PASSWORD) == ""
    assert "NameLocked" in attempt("office")


def test_many_tries_at_once_get_no_more_than_five_checks(cast, monkeypatch):
    """Each try is counted before it is checked: whoever comes when five are being checked is refused unchecked."""
    for _ in range(5):
        FailedSignIn.objects.create(username="office", address=OFFICE, at=NOW)
    monkeypatch.setattr("wenming.accounts.actions.signing_in.name_locked_until", lambda *_: None)
    with pytest.raises(NameLocked):
        check_password(username="office", password=PASSWORD, address=OFFICE, at=NOW)
    assert FailedSignIn.objects.count() == 5


def test_one_clerks_typing_never_locks_the_colleagues_behind_the_same_address(cast):
    for minutes in (0, 30, 60, 90):
        fail("office", 9, minutes=minutes)
    assert attempt("leader", PASSWORD, minutes=91) == ""


def test_ten_different_names_lock_the_address_for_strangers_alone(cast):
    at_home(cast, "leader")
    said = [attempt(f"guess{number}") for number in range(10)]
    assert "AddressLocked" not in " ".join(said)
    assert "AddressLocked" in attempt("guess10")
    assert "10:30" in attempt("guess11")
    assert "AddressLocked" in attempt("office", PASSWORD)
    assert attempt("leader", PASSWORD) == ""
    assert attempt("office", PASSWORD, address="10.1.2.4") == ""
    assert attempt("office", PASSWORD, minutes=31) == ""


def test_under_a_locked_address_everyone_who_fails_hears_the_same(cast):
    at_home(cast, "leader")
    for number in range(10):
        attempt(f"guess{number}")
    known, unknown = fail("leader", 8), fail("nobody", 8)
    assert known == unknown
    assert set(known) == {known[0]}
    assert "AddressLocked" in attempt("leader", PASSWORD), "the name's own lock holds at home too"


def test_a_locked_address_leaves_no_more_rows_and_no_more_records(cast):
    for number in range(10):
        attempt(f"guess{number}")
    rows, entries = FailedSignIn.objects.count(), AuditEntry.objects.count()
    for number in range(50):
        attempt(f"more{number}")
        attempt("guess1", minutes=1)
    assert (FailedSignIn.objects.count(), AuditEntry.objects.count()) == (rows, entries)


def test_failures_are_forgotten_after_an_hour(cast):
    fail("office", 5)
    attempt("leader", minutes=61)
    assert list(FailedSignIn.objects.values_list("username", flat=True)) == ["leader"]


@pytest.mark.parametrize(("name", "label", "result"), [
    ("office", "办公室经办人", "密码不对"), ("nobody", "nobody", "没有这个登录名"),
    ("leader", "分管领导", "账号已停用"),
    ("expert", "来访专家", "账号已过有效期"), ("My s3cret!", "（不像登录名的输入）", "没有这个登录名"),
])
def test_the_record_holds_name_address_and_reason(cast, name, label, result):
    cast.users["leader"].is_active = False
    cast.users["expert"].valid_until = NOW.date() - timedelta(days=1)
    for who in ("leader", "expert"):
        cast.users[who].save()
    client = Client(REMOTE_ADDR=OFFICE)
    client.post(SIGN_IN, {"username": name, "password": "wrong"})
    entry = AuditEntry.objects.get(kind="accounts.sign_in_failed")
    assert (entry.object_label, entry.after["result"], entry.address) == (label, result, OFFICE)
    assert entry.organisation_id == cast.organisation.pk
    everything = str(list(AuditEntry.objects.values())) + str(list(FailedSignIn.objects.values()))
    assert "s3cret" not in everything
    assert "wrong" not in everything


def test_a_lock_is_recorded_once_with_its_end(cast):
    fail("stranger", 9)
    entry = AuditEntry.objects.get(kind="accounts.name_locked")
    assert (entry.after, entry.organisation_id) == ({"until": "10:30"}, cast.other.pk)
    for number in range(12):
        attempt(f"guess{number}")
    assert AuditEntry.objects.get(kind="accounts.address_locked").after == {"address": OFFICE, "until": "10:30"}


def test_before_there_is_any_body_a_failure_breaks_nothing(db):
    assert "再错 4 次" in attempt("nobody")


def test_the_page_says_until_when_and_keeps_the_name(cast):
    client = Client()
    for _ in range(5):
        answer = client.post(SIGN_IN, {"username": "office", "password": "wrong"})
    assert answer.status_code == 422
    assert "已锁定到" in text(answer)
    assert 'value="office"' in text(answer)


def lock(cast, username: str = "office") -> None:
    for _ in range(5):
        attempt_now(username)


def attempt_now(username: str, password: str = "wrong") -> str:
    try:
        check_password(username=username, password=password, address=OFFICE, at=now())
    except SignInRefused as refused:
        return refused.sentence
    return ""


def test_the_system_administrator_sees_and_lifts_it(cast):
    lock(cast)
    client, user = cast.client("system_admin"), cast.users["office"]
    assert "锁定到" in text(client.get("/accounts/"))
    assert "解除锁定" in text(client.get(f"/accounts/{user.pk}/"))
    assert client.post(f"/accounts/{user.pk}/unlock/").status_code == 303
    assert attempt_now("office", PASSWORD) == ""
    assert AuditEntry.objects.filter(kind="accounts.name_unlocked", object_label="办公室经办人").exists()
    assert client.post(f"/accounts/{user.pk}/unlock/").status_code == 409
    assert "解除锁定" not in text(client.get(f"/accounts/{user.pk}/"))


@pytest.mark.parametrize("who", ["office", "lead", "member", "security_admin", "audit_admin", "stranger"])
def test_nobody_else_lifts_a_lock(cast, who):
    lock(cast)
    by = cast.viewers[who]
    with pytest.raises(NotAllowed):
        unlock_name(user=cast.users["office"], by=by, at=now())
    with pytest.raises(NotAllowed):
        unlock_address(address=OFFICE, by=by, at=now())
    assert cast.client(who).post("/accounts/addresses/unlock/").status_code == 403


def test_a_locked_address_is_listed_and_lifted(cast):
    for number in range(10):
        attempt_now(f"guess{number}")
    client = cast.client("system_admin")
    assert OFFICE in text(client.get("/accounts/sign-ins/"))
    assert client.post("/accounts/addresses/unlock/", {"address": OFFICE}).status_code == 303
    assert attempt_now("office", PASSWORD) == ""
    for gone in (OFFICE, "", "nonsense"):
        assert client.post("/accounts/addresses/unlock/", {"address": gone}).status_code == 409
    with pytest.raises(RuleBroken):
        unlock_address(address=OFFICE, by=cast.viewers["system_admin"], at=now())


def test_the_list_asks_for_locks_once_however_many(cast):
    client, counts = cast.client("system_admin"), []
    for number in range(3):
        make_account(cast.organisation, f"more{number}")
        lock(cast, f"more{number}")
        with CaptureQueriesContext(connection) as queries:
            assert f"more{number}" in text(client.get("/accounts/"))
        counts.append(len(queries))
    assert counts[0] == counts[2]
