"""Passwords: the rules where they bite, their age, the last five, one-time passwords that run out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.cast import NOW, PASSWORD
from tests.factories.accounts import make_account, make_grant
from tests.factories.organisation import make_alias, make_person
from wenming.accounts.actions.passwords import change_own_password, one_time_password, reset_password
from wenming.accounts.models import FailedSignIn, UsedPassword, User
from wenming.audit.models import AuditEntry
from wenming.domain.authority import Role
from wenming.domain.errors import InputRefused
from wenming.domain.passwords import broken_rules

SIGN_IN, CHANGE, UNITS = "/accounts/sign-in/", "/accounts/password/", "/organisation/units/"
GOOD = "Harvest-moon 7"


def text(answer) -> str:
    return answer.content.decode()


def change(user: User, new: str, old: str = PASSWORD, **more) -> User:
    return change_own_password(user=user, old_password=old, new_password=new, **{"at": NOW, **more})


def refusal(user: User, new: str, old: str = PASSWORD) -> str:
    with pytest.raises(InputRefused) as refused:
        change(user, new, old)
    return " ".join(refused.value.fields.values())


@pytest.mark.parametrize(("new", "sentence"), [
    ("Short-1", "至少要 10 个字符"), ("only-lowercase", "现在只有 2 类"), ("Password123", "太常见"),
    ("My-Responsible-1", "登录名"), ("责任单位联络员Ab1", "姓名"), ("税政法规处-Ab1234", "处室名称"),
    ("法规处-Ab123456", "处室名称"),
    ("示范省财政厅-Ab12", "单位名称"), ("预算处-Ab123456", "处室名称"), (PASSWORD, "现在只有 2 类"),
])
def test_each_rule_is_refused_in_one_sentence_and_nothing_changes(cast, new, sentence):
    user = cast.users["responsible"]
    make_alias(cast.responsible, "法规处")
    user.person = make_person(make_unit_of(cast), "例证甲")
    user.save()
    assert sentence in refusal(user, new)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def make_unit_of(cast):
    cast.third.name = "预算处"
    cast.third.save()
    return cast.third


def test_the_present_password_must_be_known(cast):
    assert "现在的密码不对" in refusal(cast.users["office"], GOOD, old="wrong")


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_need_twelve_characters(cast, role):
    assert "管理员的密码至少要 12 个字符" in refusal(cast.users[role], "Harvest-m7")
    assert change(cast.users["office"], "Harvest-m7")


def test_who_becomes_an_administrator_next_week_needs_them_today(cast):
    user = make_account(cast.organisation, "new")
    make_grant(user, Role.AUDIT_ADMIN, cast.other, since=NOW.date() + timedelta(days=7))
    assert "管理员" in refusal(user, "Harvest-m7")


def test_none_of_the_last_five_is_taken_and_the_sixth_is(cast):
    user, words = cast.users["office"], [f"Harvest-moon {number}" for number in range(6)]
    old = PASSWORD
    for number, new in enumerate(words):
        change(user, new, old, at=NOW + timedelta(days=number))
        old = new
    for used in words[1:]:
        assert "最近 5 次" in refusal(user, used, old)
    assert UsedPassword.objects.filter(user=user).count() == 4
    assert change(user, words[0], old)


def test_a_one_time_password_keeps_to_the_rules_and_names_nobody():
    made = {one_time_password("abcd") for _ in range(200)}
    assert len(made) == 200
    assert not [one for one in made if broken_rules(one, administrator=True, words={"登录名": ["abcd"]})]


def test_a_one_time_password_runs_out_after_72_hours(cast):
    for hours, works in ((71, True), (73, False)):
        at = now() - timedelta(hours=hours)
        password = reset_password(user=cast.users["office"], by=cast.viewers["system_admin"], at=at)
        answer = Client().post(SIGN_IN, {"username": "office", "password": password})
        assert (answer.status_code == 303) is works
    assert "已经失效。请系统管理员重置" in text(answer)


def test_after_ninety_days_only_the_password_page_opens_and_says_why(cast):
    user, client = cast.users["office"], cast.client("office")
    User.objects.filter(pk=user.pk).update(password_changed_at=now() - timedelta(days=91))
    assert client.get(UNITS).headers["Location"] == CHANGE
    page = text(client.get(CHANGE))
    assert "密码用满 90 天了，请先改密码" in page
    for rule in ("至少 10 个字符", "四类中至少有 3 类", "最近 5 次", "每 90 天改一次"):
        assert rule in page
    sent = {"old_password": PASSWORD, "new_password": GOOD, "again": GOOD, "next": UNITS}
    assert client.post(CHANGE, sent).headers["Location"] == UNITS
    assert client.get(UNITS).status_code == 200


@pytest.mark.parametrize(("days", "said"), [(80, "密码还有 9 天到期"), (89, "密码今天到期"), (70, "")])
def test_one_is_warned_on_every_page_before(cast, days, said):
    User.objects.filter(username="office").update(
        password_changed_at=now() - timedelta(days=days, minutes=5)
    )
    page = text(cast.client("office").get(UNITS))
    assert (said in page) if said else "到期，请改" not in page


def test_in_a_trial_no_password_is_due(cast, settings):
    settings.PASSWORD_DAYS = 0
    User.objects.filter(username="office").update(password_changed_at=now() - timedelta(days=4000))
    assert cast.client("office").get(UNITS).status_code == 200


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"again": "Harvest-moon 8"}, "两次输入的新密码不一样"), ({"new_password": "", "again": ""}, "error"),
    ({"old_password": "wrong"}, "现在的密码不对"), ({"new_password": "short", "again": "short"}, "至少要 10 个字符"),
])
def test_a_refused_form_says_it_beside_the_field_and_shows_no_password(cast, fields, sentence):
    sent = {"old_password": PASSWORD, "new_password": GOOD, "again": GOOD, **fields}
    answer = cast.client("office").post(CHANGE, sent)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert PASSWORD not in text(answer)
    assert User.objects.get(username="office").check_password(PASSWORD)


def test_changing_it_puts_out_the_others_and_keeps_this_one(cast):
    here, there = Client(), Client()
    for client in (here, there):
        client.post(SIGN_IN, {"username": "office", "password": PASSWORD})
    here.post(CHANGE, {"old_password": PASSWORD, "new_password": GOOD, "again": GOOD})
    assert here.get(UNITS).status_code == 200
    assert there.get(UNITS).status_code == 303
    mine = text(here.get("/accounts/mine/"))
    assert "就是现在" in mine
    assert "本人改密码" in mine


def test_guessing_the_present_password_in_an_open_session_locks_like_signing_in(cast):
    client, guess = cast.client("office"), {"old_password": "wrong", "new_password": GOOD, "again": GOOD}
    said = [text(client.post(CHANGE, guess)) for _ in range(5)]
    assert [f"再错 {left} 次" in one for left, one in zip((4, 3, 2, 1), said, strict=False)] == [True] * 4
    assert "已锁定到" in said[4]
    right = client.post(CHANGE, {"old_password": PASSWORD, "new_password": GOOD, "again": GOOD})
    assert (right.status_code, "已锁定到" in text(right)) == (422, True)
    assert "已锁定到" in text(Client().post(SIGN_IN, {"username": "office", "password": PASSWORD}))
    assert User.objects.get(username="office").check_password(PASSWORD)
    entries = AuditEntry.objects.filter(kind="accounts.sign_in_failed")
    assert {entry.after["result"] for entry in entries} == {"已登录，现在的密码不对"}


def test_a_refused_new_password_is_no_guess(cast):
    for _ in range(6):
        assert "再错" not in refusal(cast.users["office"], "short")
    assert not FailedSignIn.objects.exists()
