"""kill -9 while somebody signs in: he is out, or he is in; either way he signs in again and nothing is left locked."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from tests.cast import PASSWORD

from .acts.act import RECORD
from .failpoint import AFTER, BEFORE
from .person import Person

DOOR, STEP, OWN = "/accounts/sign-in/", "/accounts/second-step/", "/accounts/mine/"


def sends(person, path, typed, **headers):
    form = next(form for form in person.get(path).forms if set(typed) <= set(dict(form.fields)))
    return person.post(form.action or path, [*form.fields, *typed.items()], **headers)


def recorded(stage):
    return stage.place.rows(f"select count(*) from {RECORD} where kind = 'accounts.signed_in'")[0][0]


def failures(stage, name):
    return stage.place.rows(f"select count(*) from accounts_failedsignin where username = '{name}'")[0][0]


@pytest.mark.parametrize(("where", "counted"), [(BEFORE, 1), (AFTER, 2)])
def test_killed_while_signing_in(stage, where, counted):
    stage.reset()
    typed, person = {"username": "office", "password": PASSWORD}, Person(stage.place.address)
    before = recorded(stage)
    assert sends(person, DOOR, typed, **{"X-Fail-Point": where, "X-Fail-Table": RECORD}).status == 0
    assert person.get(OWN).status == 303, "the browser was told nothing: not in"
    assert sends(person, DOOR, typed).status == 303
    assert person.get(OWN).status == 200
    assert recorded(stage) == before + counted
    assert failures(stage, "office") == 0


@pytest.mark.parametrize(("where", "counted"), [(BEFORE, 1), (AFTER, 2)])
def test_killed_at_the_second_step(stage, where, counted):
    stage.reset()
    person = Person(stage.place.address)
    assert sends(person, DOOR, {"username": "bound", "password": PASSWORD}).headers["Location"].startswith(STEP)
    before, now, codes = recorded(stage), datetime.now(UTC), pyotp.TOTP(stage.secret)
    killed = sends(person, STEP, {"code": codes.at(now)}, **{"X-Fail-Point": where, "X-Fail-Table": RECORD})
    assert killed.status == 0
    assert person.get(OWN).status == 303
    assert sends(person, DOOR, {"username": "bound", "password": PASSWORD}).headers["Location"].startswith(STEP)
    answer = sends(person, STEP, {"code": codes.at(now + timedelta(seconds=30))})  # the first code was used up
    assert (answer.status, recorded(stage)) == (303, before + counted), answer.text
    assert person.get(OWN).status == 200
    assert failures(stage, "bound") == 0
