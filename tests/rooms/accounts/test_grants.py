"""Roles: who gives them, from when to when, and which may not meet in one person."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.accounts import make_account, make_grant
from wenming.accounts.actions.grants import grant_role, withdraw_role
from wenming.accounts.models import Grant
from wenming.accounts.queries import grants_on, users_who_may, viewer_of, viewers_of
from wenming.audit.models import AuditEntry
from wenming.domain.authority import ADMINISTRATORS, Permission, Role, system
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken

YESTERDAY, TOMORROW, NEXT_YEAR = TODAY - timedelta(days=1), TODAY + timedelta(days=1), TODAY + timedelta(days=365)


def give(cast, user, role, **more):
    return grant_role(
        user=user, role=role, by=cast.viewers["security_admin"], at=NOW, **{"valid_from": TODAY, **more}
    )


@pytest.mark.parametrize("who", [
    "office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "audit_admin", "stranger",
])
def test_only_the_security_administrator_gives_and_takes_roles(cast, who):
    user = make_account(cast.organisation, "new")
    with pytest.raises(NotAllowed):
        grant_role(user=user, role=Role.MEMBER, by=cast.viewers[who], at=NOW, valid_from=TODAY)
    grant = make_grant(user, Role.MEMBER, cast.organisation)
    with pytest.raises(NotAllowed):
        withdraw_role(grant=grant, by=cast.viewers[who], at=NOW)


def test_nobody_gives_himself_a_role_or_takes_his_own(cast):
    me = cast.users["security_admin"]
    with pytest.raises(NotAllowed, match="自己"):
        give(cast, me, Role.MEMBER)
    with pytest.raises(NotAllowed, match="自己"):
        withdraw_role(grant=me.grants.get(), by=cast.viewers["security_admin"], at=NOW)


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", list(Role))
def test_the_three_administrators_are_three_people_without_other_roles(cast, first, second):
    user = make_account(cast.organisation, "new", first)
    unit = cast.lead if second in {Role.LIAISON, Role.UNIT_HEAD} else None
    with pytest.raises(InputRefused) as refused:
        give(cast, user, second, unit=unit)
    assert "role" in refused.value.fields
    assert user.grants.count() == 1


def test_a_conflict_that_begins_later_is_refused_today(cast):
    user = make_account(cast.organisation, "new")
    make_grant(user, Role.AUDIT_ADMIN, cast.organisation, since=NEXT_YEAR)
    with pytest.raises(InputRefused, match="审计管理员"):
        give(cast, user, Role.OFFICE)
    assert give(cast, user, Role.OFFICE, valid_until=NEXT_YEAR - timedelta(days=1))


def test_an_administrator_whose_term_is_over_may_take_up_business(cast):
    user = make_account(cast.organisation, "new")
    make_grant(user, Role.AUDIT_ADMIN, cast.organisation, until=YESTERDAY)
    assert give(cast, user, Role.OFFICE)


def test_the_row_of_the_person_is_held_while_roles_are_compared(cast, django_assert_num_queries, monkeypatch):
    """On PostgreSQL two grants to one person would else both find no conflict (see test_grants_at_once)."""
    locked = []
    from wenming.accounts.models import User

    plain = User.objects.select_for_update
    monkeypatch.setattr(User.objects, "select_for_update", lambda: locked.append(True) or plain())
    give(cast, make_account(cast.organisation, "new"), Role.MEMBER)
    assert locked == [True]


def test_a_role_over_a_unit_names_one_of_our_units(cast):
    user = make_account(cast.organisation, "new")
    with pytest.raises(InputRefused) as refused:
        give(cast, user, Role.LIAISON)
    assert "unit" in refused.value.fields
    with pytest.raises(NotFound):
        give(cast, user, Role.LIAISON, unit=cast.other_unit)
    assert give(cast, user, Role.LIAISON, unit=cast.lead).unit == cast.lead
    assert give(cast, user, Role.LIAISON, unit=cast.third).unit == cast.third
    assert give(cast, user, Role.MEMBER, unit=cast.third).unit is None


def test_a_role_held_is_not_given_twice(cast):
    user = make_account(cast.organisation, "new")
    give(cast, user, Role.LEADER)
    with pytest.raises(InputRefused, match="已是"):
        give(cast, user, Role.LEADER, valid_from=TOMORROW)


def test_a_term_does_not_end_before_it_begins(cast):
    with pytest.raises(InputRefused) as refused:
        give(cast, make_account(cast.organisation, "new"), Role.EXPERT, valid_until=YESTERDAY)
    assert "valid_until" in refused.value.fields


def test_a_term_counts_from_its_first_to_its_last_day(cast):
    user = make_account(cast.organisation, "new")
    give(cast, user, Role.EXPERT, valid_until=TOMORROW)
    days = [YESTERDAY, TODAY, TOMORROW, TOMORROW + timedelta(days=1)]
    assert [viewer_of(user, on=day) is not None for day in days] == [False, True, True, False]


def test_a_role_withdrawn_on_the_day_it_was_given_is_gone_at_once_and_stays_on_record(cast):
    user = make_account(cast.organisation, "new")
    grant = give(cast, user, Role.OFFICE)
    withdraw_role(grant=grant, by=cast.viewers["security_admin"], at=NOW)
    assert viewer_of(user, on=TODAY) is None
    kept = Grant.objects.get(pk=grant.pk)
    assert (kept.withdrawn_at, kept.valid_until) == (NOW, TODAY)
    assert AuditEntry.objects.get(kind="accounts.role_withdrawn").before == {"role": "领导小组办公室", "unit": ""}
    with pytest.raises(RuleBroken, match="不必再收回"):
        withdraw_role(grant=grant, by=cast.viewers["security_admin"], at=NOW)
    assert give(cast, user, Role.OFFICE).pk != grant.pk


def test_what_was_held_before_the_withdrawal_can_still_be_read(cast):
    grant = cast.users["leader"].grants.get()
    withdraw_role(grant=grant, by=cast.viewers["security_admin"], at=NOW)
    held = [grants_on(day).filter(pk=grant.pk).exists() for day in (YESTERDAY, TODAY)]
    assert held == [True, False]


def test_the_day_is_the_one_of_the_clock_on_the_wall(cast):
    """00:30 in Beijing is still yesterday in UTC."""
    grant = cast.users["leader"].grants.get()
    after_midnight = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    withdraw_role(grant=grant, by=cast.viewers["security_admin"], at=after_midnight)
    assert Grant.objects.get(pk=grant.pk).valid_until == TODAY


def test_another_organisations_grant_is_not_there(cast):
    by = cast.viewers["security_admin"]
    with pytest.raises(NotFound):
        withdraw_role(grant=cast.users["stranger"].grants.get(), by=by, at=NOW)


def test_the_system_may_grant_before_there_is_a_security_administrator(cast):
    user = make_account(cast.other, "first")
    by = system(cast.other.pk)
    assert grant_role(user=user, role=Role.SECURITY_ADMIN, by=by, at=NOW, valid_from=TODAY).organisation == cast.other


def test_a_person_with_roles_in_two_bodies_stands_in_each_apart(cast):
    user = cast.users["expert"]
    make_grant(user, Role.OFFICE, cast.other)
    here, there = viewers_of(user, on=TODAY)
    assert (here.organisation_id, here.may(Permission.EDIT_PLAN)) == (cast.organisation.pk, False)
    assert (there.organisation_id, there.may(Permission.EDIT_PLAN)) == (cast.other.pk, True)
    assert viewer_of(user, on=TODAY, organisation_id=cast.other.pk) == there
    assert viewer_of(user, on=TODAY, organisation_id=999) == here


def test_users_who_may_over_a_unit(cast):
    found = users_who_may(Permission.WORK_ON_DUTIES, cast.organisation.pk, on=TODAY, unit_id=cast.responsible.pk)
    assert {user.username for user in found} == {"office", "responsible", "head"}
    cast.users["head"].is_active = False
    cast.users["head"].save()
    assert found.all().count() == 2


@pytest.mark.parametrize(("held", "asked", "refused"), [
    ((0, 10), (5, 15), True), ((0, 10), (10, 20), True), ((0, 10), (11, 20), False), ((10, 20), (0, 9), False),
    ((10, 20), (0, 10), True), ((5, 6), (0, None), True), ((0, None), (100, 101), True), ((5, 5), (5, 5), True),
])
def test_exclusive_roles_are_refused_on_every_day_they_would_meet(cast, held, asked, refused):
    """Both ends of a term count."""
    def days(pair):
        return TODAY + timedelta(pair[0]), None if pair[1] is None else TODAY + timedelta(pair[1])

    user = make_account(cast.organisation, "new")
    since, until = days(held)
    make_grant(user, Role.SYSTEM_ADMIN, cast.organisation, since=since, until=until)
    valid_from, valid_until = days(asked)
    try:
        give(cast, user, Role.AUDIT_ADMIN, valid_from=valid_from, valid_until=valid_until)
    except InputRefused:
        assert refused
    else:
        assert not refused


def test_in_another_body_an_administrator_may_hold_another_role_and_has_no_power_here_by_it(cast):
    """Each body's administrators are its own three people (docs/decisions, sessions and second factor)."""
    user = make_account(cast.organisation, "new", Role.SYSTEM_ADMIN)
    grant_role(user=user, role=Role.AUDIT_ADMIN, by=system(cast.other.pk), at=NOW, valid_from=TODAY)
    here, there = viewers_of(user, on=TODAY)
    assert (here.may(Permission.MANAGE_ACCOUNTS), here.may(Permission.READ_AUDIT)) == (True, False)
    assert (there.may(Permission.MANAGE_ACCOUNTS), there.may(Permission.READ_AUDIT)) == (False, True)
    with pytest.raises(InputRefused):
        grant_role(user=user, role=Role.OFFICE, by=system(cast.other.pk), at=NOW, valid_from=TODAY)


def test_who_acts_for_a_unit_must_have_an_account_that_is_open(cast):
    user = cast.users["head"]
    user.valid_until = YESTERDAY
    user.save()
    found = users_who_may(Permission.WORK_ON_DUTIES, cast.organisation.pk, on=TODAY, unit_id=cast.responsible.pk)
    assert user not in found
