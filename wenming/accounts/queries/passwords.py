"""What the rules for a password need to know of its owner."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q

from wenming.accounts.models import Grant, User
from wenming.domain.authority import ADMINISTRATORS
from wenming.domain.passwords import Words, due_at
from wenming.organisation.models import Organisation, Unit, UnitAlias

from .grants import grants_between


def is_administrator(user: User, *, on: date) -> bool:
    """Whether the person is one of the three administrators anywhere, on a day or later."""
    return grants_between(on, None).filter(user=user, role__in=ADMINISTRATORS).exists()


def words_of(user: User) -> Words:
    """Names that may not stand in the person's password: own, of the units and of the bodies."""
    held = Grant.objects.filter(user=user)
    of_person = Q(people__pk=user.person_id) if user.person_id else Q(pk__in=[])
    units = Unit.objects.filter(Q(pk__in=held.values("unit")) | of_person)
    aliases = UnitAlias.objects.filter(unit__in=units)
    bodies = Organisation.objects.filter(Q(pk=user.organisation_id) | Q(pk__in=held.values("organisation")))
    return {
        "姓名": [user.name],
        "登录名": [user.username],
        "处室名称": [*units.values_list("name", flat=True), *aliases.values_list("name", flat=True)],
        "单位名称": [name for names in bodies.values_list("name", "short_name") for name in names],
    }


def password_is_due(user: User, at: datetime) -> bool:
    """Whether the person must choose a new password before anything else."""
    due = due_at(user.password_since, settings.PASSWORD_DAYS)
    return user.must_change_password or (due is not None and due <= at)
