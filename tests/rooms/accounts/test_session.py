"""Signing in: the door, the first password, and the form that was open when the sign-in ran out."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.cast import PASSWORD
from wenming.accounts.actions import accounts, passwords
from wenming.audit.models import AuditEntry
from wenming.organisation.models import Unit

SIGN_IN, CHANGE = "/accounts/sign-in/", "/accounts/password/"
UNITS = "/organisation/units/"


def text(answer) -> str:
    return answer.content.decode()


def sign_in(client: Client, who: str, password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"username": who, "password": password, **more})


def test_signing_in_leads_where_the_person_wanted_to_go(cast):
    client = Client()
    asked = client.get(UNITS + "?kind=division")
    assert asked.status_code == 303
    page = client.get(asked.headers["Location"])
    assert 'name="next" value="/organisation/units/?kind=division"' in text(page)
    answer = sign_in(client, "office", next="/organisation/units/?kind=division")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/organisation/units/?kind=division")
    assert AuditEntry.objects.filter(kind="accounts.signed_in", object_label="办公室经办人").exists()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_signing_in_never_leads_to_another_site(cast, elsewhere):
    assert sign_in(Client(), "office", next=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize(("who", "password"), [("office", "wrong"), ("nobody", PASSWORD), ("closed", PASSWORD)])
def test_a_refused_sign_in_says_one_sentence_and_keeps_the_name_alone(cast, who, password):
    closed = cast.users["leader"]
    closed.username, closed.is_active = "closed", False
    closed.save()
    answer = sign_in(Client(), who, password, next=UNITS)
    assert answer.status_code == 422
    assert "登录名或密码不对，或账号已停用。" in text(answer)
    assert f'value="{who}"' in text(answer)
    assert f'value="{UNITS}"' in text(answer)
    assert password not in text(answer)


def test_who_is_signed_in_already_is_not_asked_again(cast):
    answer = cast.client("office").get(SIGN_IN, {"next": UNITS})
    assert (answer.status_code, answer.headers["Location"]) == (303, UNITS)


def test_with_a_one_time_password_only_the_password_page_opens(cast):
    password = passwords.reset_password(user=cast.users["office"], by=cast.viewers["system_admin"], at=now())
    client = Client()
    led = sign_in(client, "office", password, next=UNITS).headers["Location"]
    assert led == CHANGE + "?next=" + quote(UNITS, safe="")
    assert client.get(UNITS).headers["Location"] == CHANGE
    assert client.post(UNITS, {"name": "新处"}).headers["Location"] == CHANGE
    page = client.get(led)
    assert page.status_code == 200
    assert "第一次登录，请先改密码" in text(page)
    new = "Brand new staple 7"
    sent = {"old_password": password, "new_password": new, "again": new, "next": UNITS}
    done = client.post(CHANGE, sent)
    assert (done.status_code, done.headers["Location"]) == (303, UNITS)
    assert client.get(UNITS).status_code == 200
    assert not Unit.objects.filter(name="新处").exists()


def test_an_account_without_a_role_is_told_whom_to_ask(cast):
    accounts.open_account(
        username="new", name="新人", password=PASSWORD, must_change_password=False, by=cast.viewers["system_admin"],
        at=now(),
    )
    client = Client()
    sign_in(client, "new")
    answer = client.get(UNITS)
    assert answer.status_code == 403
    assert "安全管理员" in text(answer)
    assert "/accounts/sign-out/" in text(answer)


def test_signing_out_needs_a_post_and_ends_the_session(cast):
    client = cast.client("office")
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").status_code == 303
    assert client.get(UNITS).status_code == 303


def interrupted(cast) -> Client:
    """The office typed a unit, and the sign-in ran out before the button was pressed."""
    client = Client(headers={"referer": "http://testserver" + UNITS + "?kind=division"})
    typed = {"name": "信息中心", "kind": "institution", "aliases": "网络中心", "form_owner": cast.office.user_id}
    answer = client.post(UNITS, typed)
    assert answer.status_code == 303
    assert answer.headers["Location"] == SIGN_IN + "?next=" + quote(UNITS + "?kind=division", safe="")
    assert not Unit.objects.filter(name="信息中心").exists()
    return client


def test_what_was_typed_before_the_sign_in_ran_out_is_back_in_the_form_once(cast):
    client = interrupted(cast)
    sign_in(client, "office")
    page = text(client.get(UNITS + "?kind=division"))
    chosen, said = '<option value="institution" selected>', "登录过期前填写的内容已放回"
    for kept in ('value="信息中心"', 'value="网络中心"', chosen, said):
        assert kept in page
    assert "信息中心" not in text(client.get(UNITS))


def test_the_sign_in_page_says_that_what_was_typed_is_kept(cast):
    assert "刚才填写的内容已经留住" in text(interrupted(cast).get(SIGN_IN))
    assert "刚才填写的内容已经留住" not in text(Client().get(SIGN_IN))


def test_what_one_person_typed_is_not_shown_to_the_next_at_the_desk(cast):
    client = interrupted(cast)
    sign_in(client, "system_admin")
    page = text(client.get(UNITS))
    assert "信息中心" not in page
    assert "已放回" not in page


def test_a_script_whose_sign_in_ran_out_is_told_so_and_keeps_its_own_input(cast):
    client = Client()
    for headers in ({"accept": "application/json"}, {"hx-request": "true"}):
        answer = client.post(UNITS, {"name": "信息中心"}, headers=headers)
        assert answer.status_code == 401
        assert "登录已过期" in text(answer) or "登录已过期" in answer.json()["sentence"]
