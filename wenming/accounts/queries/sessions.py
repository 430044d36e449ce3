"""Sign-ins that are live, and those that were."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from wenming.accounts.models import SignIn, User


def sign_ins(organisation_id: int, at: datetime) -> QuerySet[SignIn]:
    """The sign-ins of the accounts an organisation keeps, each with ``is_live``."""
    session = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    rows = SignIn.objects.of(organisation_id).annotate(is_live=Exists(session) & Q(ended_at=None))
    return rows.select_related("user")


def live_sign_ins(organisation_id: int, at: datetime) -> QuerySet[SignIn]:
    return sign_ins(organisation_id, at).filter(is_live=True)


def sign_ins_of(user: User, at: datetime, limit: int = 20) -> list[SignIn]:
    """A person's own, the live ones first, then the last ``limit`` that are over."""
    rows = sign_ins(user.organisation_id, at).filter(user=user).order_by("-id")
    return [*rows.filter(is_live=True), *rows.filter(is_live=False)[:limit]]
