"""Whether a person has a second factor, and who must have one."""

from collections.abc import Iterable

from django.conf import settings

from wenming.accounts.models import RecoveryCode, SecondFactor, User
from wenming.domain.authority import ADMINISTRATORS, Viewer

PASSED = "second_factor"
"""The session says under it that a second factor was given in it."""


def second_factor_of(user: User) -> SecondFactor | None:
    """The confirmed one, or None."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def codes_left(factor: SecondFactor) -> int:
    return RecoveryCode.objects.filter(factor=factor, used_at=None).count()


def must_have_second_factor(viewers: Iterable[Viewer]) -> bool:
    """Whether the person is one of the three administrators in any body (setting WENMING_TRIAL turns it off)."""
    return bool(settings.SECOND_FACTOR_REQUIRED) and any(viewer.has(*ADMINISTRATORS) for viewer in viewers)
