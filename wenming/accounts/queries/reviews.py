"""Yearly checks of accounts: the one that is open, the last one, what is still undecided."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wenming.accounts.models import AccountReview, AccountReviewLine, User
from wenming.organisation.models import Organisation

from .accounts import accounts_in_list

EVERY = timedelta(days=365)


def reviews_of(organisation_id: int) -> QuerySet[AccountReview]:
    """Each with ``count``, ``undecided`` and ``closed_count``; the latest first."""
    return AccountReview.objects.of(organisation_id).order_by("-id").annotate(
        count=Count("lines"), undecided=Count("lines", filter=Q(lines__decision="")),
        closed_count=Count("lines", filter=Q(lines__decision=AccountReviewLine.Decision.CLOSED)),
    )


def lines_of(review: AccountReview) -> QuerySet[AccountReviewLine]:
    """Undecided ones first, among them those without a sign-in for a year first."""
    rows = AccountReviewLine.objects.of(review.organisation_id).filter(review=review).select_related("user")
    return rows.order_by("decision", "-unused", "user__username")


def accounts_to_review(organisation_id: int, on: date) -> list[Any]:
    """Users: every open account of the body, and every guest with a role in force; each with ``standing``."""
    rows: Iterable[Any] = accounts_in_list(organisation_id, on).filter(is_active=True).order_by("pk")
    return [one for one in rows if one.is_open(on) and (one.standing or one.organisation_id == organisation_id)]


def is_unused(user: User, at: datetime) -> bool:
    """No sign-in for a year; an account opened within the year is not held to have been left unused."""
    return (user.last_login or user.created_at) < at - EVERY


def review_due_on(organisation_id: int) -> date | None:
    """When the next review is to begin: a year after the last one was, or after the body was founded here. None while
    one is open."""
    last = AccountReview.objects.of(organisation_id).order_by("-id").first()
    if last is not None and last.closed_at is None:
        return None
    since = last.opened_at if last else Organisation.objects.get(pk=organisation_id).created_at
    return timezone.localdate(since) + EVERY
