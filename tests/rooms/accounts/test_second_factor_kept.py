"""A bound telephone: never bound over, undone by another with a reason, new codes, unbound by its owner."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD
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
    signed_in_with,
    text,
)
from wenming.accounts.actions import second_factors as acts
from wenming.accounts.models import RecoveryCode, SecondFactor
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken

pytestmark = pytest.mark.usefixtures("clock")


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
