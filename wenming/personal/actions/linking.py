"""Which entry of the roster an account belongs to: the way to one's own data."""

from datetime import datetime

from django.db import transaction

from wenming.accounts.access import check_may_keep, check_may_open
from wenming.accounts.models import User
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import NotFound, RuleBroken
from wenming.organisation.access import check_own
from wenming.organisation.models import Person
from wenming.personal import events
from wenming.personal.queries.linking import plain_ones, unlinked_accounts


@transaction.atomic
def link_account(*, user: User, person: Person, by: Viewer, at: datetime) -> User:
    """Raises RuleBroken where either is linked already, NotFound for an account another body opened."""
    check_may_open(by)
    check_own(by, person)
    if user.organisation_id != by.organisation_id:
        raise NotFound
    Person.objects.select_for_update().get(pk=person.pk)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.person_id or User.objects.filter(person=person).exists():
        raise RuleBroken(f"账号“{user}”或名册中的{person}已经对应过，没有改动。")
    user.person = person
    user.save(update_fields=["person"])
    record(events.account_linked, by=by, at=at, on=user, after={"person": person.name})
    return user


@transaction.atomic
def link_plain_ones(*, by: Viewer, at: datetime) -> int:
    """Link every account that has exactly one namesake in the roster and is that one's only namesake; returns how
    many."""
    check_may_open(by)
    plain = plain_ones(unlinked_accounts(by.organisation_id))
    for user, person in plain:
        link_account(user=user, person=person, by=by, at=at)
    return len(plain)


@transaction.atomic
def unlink_account(*, user: User, by: Viewer, at: datetime) -> User:
    """Undo a wrong link; what was shown in between stays in the record. Raises RuleBroken where there is none."""
    check_may_keep(by, user)
    user = User.objects.select_for_update(of=("self",)).select_related("person").get(pk=user.pk)
    if user.person is None:
        raise RuleBroken(f"账号“{user}”没有对应到名册，不必解除。")
    before = {"person": user.person.name}
    user.person = None
    user.save(update_fields=["person"])
    record(events.account_unlinked, by=by, at=at, on=user, before=before)
    return user
