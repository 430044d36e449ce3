"""Sessions: noted when they begin, ended by the person, by an administrator, or with the account."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from wenming.accounts import access, events
from wenming.accounts.models import SignIn, User
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken

KEPT_FOR = timedelta(days=90)
"""A sign-in that is over stays readable so long, and so long the address counts as one the person uses."""


@transaction.atomic
def note_session(*, user: User, session_key: str, address: str, browser: str, at: datetime) -> SignIn:
    """A new sign-in; what is older than KEPT_FOR and sessions that ran out are forgotten at the same time."""
    SignIn.objects.of(user.organisation_id).filter(at__lt=at - KEPT_FOR).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    return SignIn.objects.create(
        organisation_id=user.organisation_id, user=user, session_key=session_key, address=address,
        browser=browser, at=at,
    )


def move_session(*, user: User, old_key: str, new_key: str) -> None:
    """The session goes on under another key, as after a change of password."""
    SignIn.objects.of(user.organisation_id).filter(user=user, session_key=old_key).update(session_key=new_key)


def leave(*, user: User, session_key: str, at: datetime) -> None:
    """The person signed out."""
    rows = SignIn.objects.of(user.organisation_id).filter(user=user, session_key=session_key)
    rows.update(ended_at=at, ended_by="本人退出")


@transaction.atomic
def end_session(*, sign_in: SignIn, by: Viewer, at: datetime) -> None:
    """Put out at once: the next click leads to the sign-in page, and what was typed is kept. Raises RuleBroken where
    it is over already."""
    access.check_may_end(by, sign_in)
    if not Session.objects.filter(session_key=sign_in.session_key, expire_date__gt=at).exists():
        raise RuleBroken("这次登录已经结束了。")
    _end([sign_in], by.name, at)
    record(events.session_ended, by=by, at=at, on=sign_in.user, after={"browser": sign_in.browser})


def end_sessions(*, user: User, by: str, at: datetime, keeping: str = "") -> None:
    """All sessions of an account but the one of the key ``keeping``; part of a verb that records itself."""
    _end(list(SignIn.objects.filter(user=user, ended_at=None).exclude(session_key=keeping)), by, at)


def _end(sign_ins: list[SignIn], by: str, at: datetime) -> None:
    Session.objects.filter(session_key__in=[one.session_key for one in sign_ins]).delete()
    SignIn.objects.filter(pk__in=[one.pk for one in sign_ins]).update(ended_at=at, ended_by=by[:60])
