"""Two security administrators at the same moment. SQLite has one writer at a time, so only PostgreSQL can fail here."""

import threading

import pytest
from django.db import connection, connections

from tests.cast import NOW, TODAY, make_cast
from tests.factories.accounts import make_account
from wenming.accounts.actions.grants import grant_role
from wenming.domain.authority import Role
from wenming.domain.errors import InputRefused

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time: nothing can collide")


@pytest.mark.django_db(transaction=True)
def test_two_conflicting_grants_at_once_leave_one():
    cast = make_cast()
    user = make_account(cast.organisation, "new")
    start, refused = threading.Barrier(2), []

    def give(role: Role) -> None:
        try:
            start.wait(timeout=10)
            grant_role(user=user, role=role, by=cast.viewers["security_admin"], at=NOW, valid_from=TODAY)
        except InputRefused as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give, args=(role,)) for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert user.grants.count() == 1
    assert len(refused) == 1
