"""Roles, what each may do, and which may not meet in one person."""

from itertools import combinations

import pytest

from wenming.domain.authority import (
    ADMINISTRATORS,
    ROLES,
    SYSTEM_NAME,
    Held,
    Permission,
    Role,
    Viewer,
    exclusive_conflict,
    system,
)

P = Permission
WHO_MAY: dict[Permission, set[Role]] = {
    P.READ_CAMPAIGN: {Role.OFFICE, Role.LEADER, Role.LIAISON, Role.UNIT_HEAD, Role.EXPERT},
    P.OVERSEE: {Role.OFFICE, Role.LEADER},
    P.EDIT_PLAN: {Role.OFFICE},
    P.DIRECT_DUTIES: {Role.OFFICE},
    P.WORK_ON_DUTIES: {Role.OFFICE, Role.LIAISON, Role.UNIT_HEAD},
    P.FILE_EVIDENCE: {Role.OFFICE, Role.LIAISON, Role.UNIT_HEAD},
    P.OFFER_EVIDENCE: {Role.MEMBER},
    P.EXPORT_PACKAGE: {Role.OFFICE, Role.LEADER},
    P.MANAGE_ORGANISATION: {Role.OFFICE, Role.SYSTEM_ADMIN},
    P.MANAGE_ACCOUNTS: {Role.SYSTEM_ADMIN},
    P.GRANT_ROLES: {Role.SECURITY_ADMIN},
    P.READ_AUDIT: {Role.AUDIT_ADMIN},
    P.REVEAL_PERSONAL: {Role.OFFICE},
}


def viewer(*held: Held) -> Viewer:
    return Viewer(1, "某人", 7, held=held)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(Permission))
def test_the_table_of_roles_and_permissions(role, permission):
    assert viewer(Held(role, 3 if ROLES[role].of_unit else None)).may(permission) is (role in WHO_MAY[permission])


@pytest.mark.parametrize("role", list(Role))
def test_every_role_says_what_it_is_for(role):
    assert role.label == ROLES[role].label
    assert ROLES[role].duty


def test_labels_of_roles_are_told_apart():
    assert len({role.label for role in Role}) == len(Role)


@pytest.mark.parametrize(("held", "unit_id", "may"), [
    ([Held(Role.LIAISON, 3)], 3, True),
    ([Held(Role.LIAISON, 3)], 4, False),
    ([Held(Role.LIAISON, 3)], None, True),
    ([Held(Role.LIAISON, 3), Held(Role.UNIT_HEAD, 4)], 4, True),
    ([Held(Role.OFFICE)], 4, True),
    ([Held(Role.LEADER), Held(Role.LIAISON, 3)], 4, False),
    ([], None, False),
])
def test_a_role_over_a_unit_reaches_that_unit_alone(held, unit_id, may):
    assert viewer(*held).may(P.WORK_ON_DUTIES, unit_id) is may


def test_who_covers_all_units():
    assert viewer(Held(Role.OFFICE)).covers_all_units(P.WORK_ON_DUTIES)
    assert not viewer(Held(Role.LIAISON, 3), Held(Role.LEADER)).covers_all_units(P.WORK_ON_DUTIES)


def test_the_units_a_person_speaks_for_each_once_in_order():
    held = [Held(Role.LIAISON, 4), Held(Role.UNIT_HEAD, 3), Held(Role.UNIT_HEAD, 4), Held(Role.LEADER)]
    assert viewer(*held).unit_ids == (4, 3)


def test_has_asks_for_any_of_the_roles():
    assert viewer(Held(Role.LEADER)).has(Role.OFFICE, Role.LEADER)
    assert not viewer(Held(Role.LEADER)).has(Role.OFFICE)


@pytest.mark.parametrize("pair", list(combinations(Role, 2)), ids="+".join)
def test_an_administrator_holds_nothing_beside_it(pair):
    sentence = exclusive_conflict(pair)
    assert (sentence is not None) is bool(ADMINISTRATORS & set(pair))
    for role in ADMINISTRATORS & set(pair):
        assert ROLES[role].label in sentence


@pytest.mark.parametrize("role", list(Role))
def test_one_role_twice_is_no_conflict(role):
    assert exclusive_conflict([role, role]) is None


def test_no_roles_are_no_conflict():
    assert exclusive_conflict([]) is None


def test_the_system_acts_for_one_body_under_its_own_name():
    assert (system(7).user_id, system(7).name, system(7).organisation_id) == (None, SYSTEM_NAME, 7)
    assert system(7).may(P.DIRECT_DUTIES)
    assert not system(7).may(P.READ_AUDIT)
