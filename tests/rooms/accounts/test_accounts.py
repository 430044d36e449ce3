"""Accounts: opening, closing, passwords, the command that makes the first administrator."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cast import NOW, PASSWORD
from tests.factories.accounts import make_account, make_grant
from wenming.accounts.actions import accounts, passwords
from wenming.accounts.models import User
from wenming.audit.models import AuditEntry
from wenming.domain.authority import Role
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken
from wenming.organisation.models import Organisation

OTHERS = ["office", "lead", "responsible", "head", "member", "leader", "expert", "security_admin", "audit_admin",
          "stranger"]


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_system_administrator_keeps_accounts(cast, who):
    by, target = cast.viewers[who], make_account(cast.organisation, "target")
    for attempt in (
        lambda: accounts.open_account(username="x", name="x", password=PASSWORD, by=by, at=NOW),
        lambda: passwords.reset_password(user=target, by=by, at=NOW),
        lambda: accounts.close_account(user=target, by=by, at=NOW),
        lambda: accounts.reopen_account(user=target, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_opening_an_account_gives_no_role_and_a_password_to_change(cast):
    user = accounts.open_account(
        username="zhang.san", name="张某", password=PASSWORD, by=cast.viewers["system_admin"], at=NOW
    )
    assert (user.organisation, user.must_change_password, user.grants.count()) == (cast.organisation, True, 0)
    assert AuditEntry.objects.get(kind="accounts.account_opened").after == {"username": "zhang.san"}
    with pytest.raises(InputRefused, match="已有人使用"):
        accounts.open_account(username="office", name="x", password=PASSWORD, by=cast.viewers["system_admin"], at=NOW)


def test_a_reset_password_works_once_and_puts_out_who_is_signed_in(cast):
    signed_in = cast.client("office")
    password = passwords.reset_password(user=cast.users["office"], by=cast.viewers["system_admin"], at=NOW)
    user = User.objects.get(username="office")
    assert user.must_change_password
    assert user.check_password(password)
    assert re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", password)
    assert signed_in.get("/notices/").status_code == 303
    assert password not in str(AuditEntry.objects.filter(kind="accounts.password_reset").values())


def test_a_closed_account_is_out_at_the_next_click_and_back_when_reopened(cast):
    by, client = cast.viewers["system_admin"], cast.client("office")
    accounts.close_account(user=cast.users["office"], by=by, at=NOW)
    assert client.get("/notices/").status_code == 303
    with pytest.raises(RuleBroken, match="停用"):
        accounts.close_account(user=cast.users["office"], by=by, at=NOW)
    accounts.reopen_account(user=cast.users["office"], by=by, at=NOW)
    assert User.objects.get(username="office").is_active


def test_nobody_closes_his_own_account_or_that_of_a_guest(cast):
    by = cast.viewers["system_admin"]
    guest = cast.users["stranger"]
    make_grant(guest, Role.EXPERT, cast.organisation)
    for user, sentence in ((cast.users["system_admin"], "自己"), (guest, "开设它的单位")):
        with pytest.raises(NotAllowed, match=sentence):
            accounts.close_account(user=user, by=by, at=NOW)
        with pytest.raises(NotAllowed, match=sentence):
            passwords.reset_password(user=user, by=by, at=NOW)


def create_admin(capsys, **more) -> str:
    given = {"organisation": "示范省林业厅", "username": "first", "name": "首任管理员", **more}
    call_command("create_admin", *(f"--{key.replace('_', '-')}={value}" for key, value in given.items() if value))
    return capsys.readouterr().out


def test_the_first_administrator_comes_with_the_body_and_a_password_printed_once(db, capsys):
    out = create_admin(capsys)
    password = re.search(r"一次性密码：(\S+)", out)[1]
    user = User.objects.get()
    assert user.check_password(password)
    assert user.must_change_password
    assert user.organisation == Organisation.objects.get(name="示范省林业厅")
    assert user.grants.get().role == Role.SYSTEM_ADMIN
    signed_in = Client().post("/accounts/sign-in/", {"username": "first", "password": password})
    assert signed_in.headers["Location"].startswith("/accounts/password/")


def test_a_small_body_may_begin_with_its_office(db, capsys):
    create_admin(capsys, role="office", short_name="林业厅")
    assert User.objects.get().grants.get().role == Role.OFFICE
    assert str(Organisation.objects.get()) == "林业厅"


def test_a_second_administrator_joins_the_body_and_a_known_account_gets_no_new_password(cast, capsys):
    out = create_admin(capsys, organisation="示范省财政厅", username="second", name="安全员", role="security_admin")
    assert "一次性密码" in out
    out = create_admin(capsys, organisation="示范省水利厅", username="office", name="", role="office")
    assert "一次性密码" not in out
    assert cast.users["office"].check_password(PASSWORD)
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(("more", "sentence"), [
    ({"name": ""}, "--name"),
    ({"organisation": "示范省财政厅", "username": "office", "role": "audit_admin"}, "不得兼任"),
])
def test_the_command_says_why_it_refuses_and_leaves_nothing(cast, capsys, more, sentence):
    users, bodies = User.objects.count(), Organisation.objects.count()
    with pytest.raises(CommandError, match=sentence):
        create_admin(capsys, **more)
    assert (User.objects.count(), Organisation.objects.count()) == (users, bodies)
