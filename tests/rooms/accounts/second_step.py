"""A person with a telephone bound, and the two steps of signing in."""

from datetime import timedelta

import pyotp
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD
from wenming.accounts.actions import second_factors as acts

SIGN_IN, STEP, FACTOR, UNITS = "/accounts/sign-in/", "/accounts/second-step/", "/accounts/second-factor/", "/notices/"
ADMINISTRATORS = ["system_admin", "security_admin", "audit_admin"]


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


def signed_in_with(secret: str, clock, who: str = "office") -> Client:
    client = password_given(who)
    client.post(STEP, {"code": code(secret)})
    clock.on(seconds=60)
    return client
