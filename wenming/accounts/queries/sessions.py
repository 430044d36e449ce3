"""Sign-ins that are live, and those that were."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from wenming.accounts.models import SignIn, User


def sign_ins(organisation_id: int, at: datetime) -> QuerySet[SignIn]:
    """The sign-ins of the accounts an organisation keeps, each with ``is_live``."""
    return SignIn.objects.of(organisation_id).annotate(is_live=_live(at)).select_related("user")


def _live(at: datetime) -> Q:
    session = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return Q(Exists(session), ended_at=None)


def live_sign_ins(organisation_id: int, at: datetime) -> QuerySet[SignIn]:
    return sign_ins(organisation_id, at).filter(_live(at))


def sign_ins_of(user: User, at: datetime, limit: int = 20) -> list[SignIn]:
    """A person's own, the live ones first, then the last ``limit`` that are over."""
    rows = sign_ins(user.organisation_id, at).filter(user=user).order_by("-id")
    return [*rows.filter(_live(at)), *rows.exclude(_live(at))[:limit]]
