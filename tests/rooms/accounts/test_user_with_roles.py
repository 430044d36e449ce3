"""An account and the roles it holds today are one statement: what every request begins with."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import LONG_AGO, TODAY, make_user
from wenming.accounts.models import Grant
from wenming.accounts.queries import viewers_of
from wenming.accounts.queries.grants import user_with_roles
from wenming.domain.authority import Role

pytestmark = pytest.mark.django_db


def read(pk, on=TODAY):
    with CaptureQueriesContext(connection) as asked:
        user = user_with_roles(pk, on=on)
        viewers = viewers_of(user, on=on)
    return user, viewers, len(asked)


@pytest.mark.parametrize("who", ["office", "lead", "expert", "system_admin"])
def test_the_same_account_and_the_same_roles_in_one_statement(cast, who):
    known = cast.users[who]
    user, viewers, asked = read(known.pk)
    assert asked == 1
    assert (user, user.name, user.password) == (known, known.name, known.password)
    assert viewers == viewers_of(known, on=TODAY)


def test_roles_over_withdrawn_or_to_come_do_not_count_and_the_account_stands_without(cast):
    user = make_user("bare", "示范某", cast.organisation)
    for role, begins, ends in ((Role.OFFICE, LONG_AGO, LONG_AGO), (Role.LEADER, TODAY + timedelta(1), None)):
        Grant.objects.create(user=user, organisation=cast.organisation, role=role, valid_from=begins, valid_until=ends)
    found, viewers, asked = read(user.pk)
    assert (found, viewers, asked) == (user, [], 1)


def test_roles_in_two_bodies_are_two_viewers(cast):
    Grant.objects.create(user=cast.users["office"], organisation=cast.other, role=Role.LEADER, valid_from=LONG_AGO)
    _, viewers, _ = read(cast.users["office"].pk)
    assert [one.organisation_id for one in viewers] == [cast.organisation.pk, cast.other.pk]


def test_another_day_is_asked_for_anew(cast):
    user = user_with_roles(cast.users["office"].pk, on=TODAY)
    assert viewers_of(user, on=LONG_AGO - timedelta(1)) == []


def test_nobody_is_nobody(db):
    assert user_with_roles(0, on=TODAY) is None
