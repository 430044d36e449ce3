"""The pages of accounts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import TODAY
from tests.factories.accounts import make_account, make_grant
from wenming.accounts.models import Grant, User
from wenming.domain.authority import Role

EVERYBODY = ["office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin",
             "audit_admin", "stranger"]


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_opens_which_page(cast, who):
    client, target = cast.client(who), cast.users["leader"]
    expected = {
        "/accounts/": {"system_admin", "security_admin"},
        f"/accounts/{target.pk}/": {"system_admin", "security_admin"},
        "/accounts/open/": {"system_admin"},
        "/accounts/choose/": set(EVERYBODY),
    }
    for path, may in expected.items():
        assert client.get(path).status_code == (200 if who in may else 403), path


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_press_which_button(cast, who):
    client = cast.client(who)
    target = make_account(cast.organisation, "target")
    grant = make_grant(target, Role.MEMBER, cast.organisation)
    expected = {
        f"/accounts/{target.pk}/reset-password/": "system_admin",
        f"/accounts/{target.pk}/close/": "system_admin",
        f"/accounts/{target.pk}/grant/": "security_admin",
        f"/accounts/grants/{grant.pk}/withdraw/": "security_admin",
    }
    for path, keeper in expected.items():
        status = client.post(path).status_code
        assert (status in {200, 303, 422}) if who == keeper else status == 403, path


def test_the_list_says_how_many_have_no_role_and_opens_them(cast):
    make_account(cast.organisation, "waiting")
    page = text(cast.client("security_admin").get("/accounts/"))
    assert "11 个账号，1 个还没有角色" in page
    assert "税政法规处联络员" in page
    alone = text(cast.client("security_admin").get("/accounts/?role=none"))
    assert "waiting" in alone
    assert "来访专家" not in alone


@pytest.mark.parametrize(("query", "shown", "hidden"), [
    ("?role=liaison", "责任单位联络员", "来访专家"), ("?named=专家", "来访专家", "分管领导"),
    ("?role=nonsense", "没有符合条件的账号", "来访专家"),
])
def test_the_list_is_filtered_by_the_address(cast, query, shown, hidden):
    page = text(cast.client("system_admin").get("/accounts/" + query))
    assert shown in page
    assert hidden not in page


def test_accounts_of_another_organisation_are_not_there_until_they_get_a_role_here(cast):
    unborn = make_account(cast.other, "unborn")
    client = cast.client("security_admin")
    assert "unborn" not in text(client.get("/accounts/"))
    for user in (unborn, cast.users["stranger"]):
        assert client.get(f"/accounts/{user.pk}/").status_code == 404
        assert client.post(f"/accounts/{user.pk}/grant/").status_code == 404
    theirs = cast.users["stranger"].grants.get()
    assert client.post(f"/accounts/grants/{theirs.pk}/withdraw/").status_code == 404
    make_grant(unborn, Role.EXPERT, cast.organisation)
    page = text(client.get(f"/accounts/{unborn.pk}/"))
    assert "账号由示范省水利厅开设和维护" in page


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/{user}/", "/accounts/choose/"])
def test_a_page_asks_the_database_as_often_with_three_rows_as_with_one(cast, path):
    client, counts = cast.client("security_admin"), []
    subject = make_account(cast.organisation, "subject")
    for number in range(3):
        make_account(cast.organisation, f"more{number}", Role.MEMBER)
        make_grant(subject, Role.LIAISON, cast.organisation, unit=[cast.lead, cast.responsible, cast.third][number])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(user=subject.pk)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_opening_shows_the_password_once_and_a_second_click_opens_no_second_account(cast):
    client = cast.client("system_admin")
    sent = {"name": "张某", "username": "zhang.san", "once": "token-1"}
    first = client.post("/accounts/open/", sent)
    password = re.search(r"<code>([^<]+)</code>", text(first))[1]
    user = User.objects.get(username="zhang.san")
    assert user.check_password(password)
    assert "no-store" in first.headers["Cache-Control"]
    second = client.post("/accounts/open/", sent)
    assert (second.status_code, second.headers["Location"]) == (303, f"/accounts/{user.pk}/")
    assert password not in text(client.get(f"/accounts/{user.pk}/"))


@pytest.mark.parametrize("fields", [
    {"name": "张某", "username": "office"}, {"name": "张某", "username": "张 三"}, {"name": "", "username": "zhang"},
])
def test_a_refused_account_keeps_what_was_typed(cast, fields):
    answer = cast.client("system_admin").post("/accounts/open/", fields)
    assert answer.status_code == 422
    assert all(f'value="{value}"' in text(answer) for value in fields.values() if value)


def test_granting_and_withdrawing_by_the_page(cast):
    client, user = cast.client("security_admin"), make_account(cast.organisation, "new")
    sent = {"role": "liaison", "unit": cast.third.pk, "valid_from": TODAY.isoformat()}
    assert client.post(f"/accounts/{user.pk}/grant/", sent).status_code == 303
    assert "离退处联络员" in text(client.get(f"/accounts/{user.pk}/"))
    assert client.post(f"/accounts/grants/{Grant.objects.get(user=user).pk}/withdraw/").status_code == 303
    assert "已收回" in text(client.get(f"/accounts/{user.pk}/"))


def test_a_refused_grant_keeps_what_was_typed_and_says_why(cast):
    sent = {"role": "office", "valid_from": "2026-01-05", "valid_until": "2027-02-06"}
    target = cast.users["audit_admin"]
    answer = cast.client("security_admin").post(f"/accounts/{target.pk}/grant/", sent)
    assert answer.status_code == 422
    for kept in ("不得兼任业务角色", '<option value="office" selected>', "2026-01-05", "2027-02-06"):
        assert kept in text(answer)


def test_choosing_the_body_changes_whose_data_is_seen(cast):
    make_grant(cast.users["office"], Role.OFFICE, cast.other)
    client = cast.client("office")
    assert "换单位" in text(client.get("/organisation/units/"))
    assert client.post("/accounts/choose/", {"organisation": cast.other.pk}).status_code == 303
    page = text(client.get("/organisation/units/"))
    assert "水保处" in page
    assert "离退处" not in page


def test_a_body_without_a_role_cannot_be_chosen(cast):
    client = cast.client("office")
    for wanted in (cast.other.pk, "x", ""):
        assert client.post("/accounts/choose/", {"organisation": wanted}).status_code == 404
    assert "换单位" not in text(client.get("/organisation/units/"))


@pytest.mark.parametrize(("who", "button"), [("security_admin", "授予角色"), ("system_admin", "重置密码")])
def test_on_ones_own_account_there_is_no_button_that_would_be_refused(cast, who, button):
    client = cast.client(who)
    assert button in text(client.get(f"/accounts/{cast.users['leader'].pk}/"))
    assert button not in text(client.get(f"/accounts/{cast.users[who].pk}/"))
