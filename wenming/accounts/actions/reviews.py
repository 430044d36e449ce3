"""The yearly check: the security administrator opens it, and each account is confirmed or closed.

Who decides about an account is not its owner: the system administrator's is decided by the security administrator and
the other way round.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wenming.accounts import access, events
from wenming.accounts.models import AccountReview, AccountReviewLine
from wenming.accounts.queries.grants import grants_on
from wenming.accounts.queries.reviews import accounts_to_review, is_unused
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken

from .accounts import close_reviewed
from .grants import withdraw_role

KEPT, CLOSED = AccountReviewLine.Decision.KEPT, AccountReviewLine.Decision.CLOSED


@transaction.atomic
def open_review(*, by: Viewer, at: datetime) -> AccountReview:
    """List every account as it stands. Raises RuleBroken while another review is open."""
    access.check_may_open_review(by)
    if AccountReview.objects.of(by.organisation_id).filter(closed_at=None).exists():
        raise RuleBroken("上一次账号核对还没有完成，请先核对完。")
    review = AccountReview.objects.create(organisation_id=by.organisation_id, opened_at=at, opened_by=by.name)
    AccountReviewLine.objects.bulk_create([
        AccountReviewLine(
            organisation_id=by.organisation_id, review=review, user=user, unused=is_unused(user, at),
            roles="、".join(grant.label for grant in user.standing)[:500],
        )
        for user in accounts_to_review(by.organisation_id, timezone.localdate(at))
    ])
    record(events.review_opened, by=by, at=at, on=review)
    return review


@transaction.atomic
def confirm_lines(*, review: AccountReview, lines: Iterable[AccountReviewLine], by: Viewer, at: datetime) -> int:
    """These accounts are still needed; how many were not decided before. Raises RuleBroken where none is named."""
    chosen = list(lines)
    if not chosen:
        raise RuleBroken("没有勾选账号，什么也没有改。")
    for line in chosen:
        access.check_may_review(by, line.user)
    rows = AccountReviewLine.objects.of(by.organisation_id).filter(pk__in=[one.pk for one in chosen], decision="")
    count = rows.update(decision=KEPT, decided_at=at, decided_by=by.name)
    names = [str(one) for one in chosen]
    record(events.accounts_confirmed, by=by, at=at, on=review, after={"accounts": names, "count": count})
    _close_when_done(review, by, at)
    return count


@transaction.atomic
def close_line(*, line: AccountReviewLine, by: Viewer, at: datetime) -> None:
    """The account is needed no more: closed where the body keeps it; of a guest the roles here are taken back."""
    access.check_may_review(by, line.user)
    decided = AccountReviewLine.objects.of(by.organisation_id).filter(pk=line.pk, decision="")
    if not decided.update(decision=CLOSED, decided_at=at, decided_by=by.name):
        raise RuleBroken(f"“{line.user}”已经核对过了。")
    if line.user.organisation_id == by.organisation_id:
        close_reviewed(user=line.user, by=by, at=at)
    else:
        today = timezone.localdate(at)
        for grant in grants_on(today).filter(organisation_id=by.organisation_id, user=line.user):
            withdraw_role(grant=grant, by=by, at=at)
    _close_when_done(line.review, by, at)


def _close_when_done(review: AccountReview, by: Viewer, at: datetime) -> None:
    if AccountReviewLine.objects.of(by.organisation_id).filter(review=review, decision="").exists():
        return
    AccountReview.objects.filter(pk=review.pk, closed_at=None).update(closed_at=at)
    record(events.review_closed, by=by, at=at, on=review)
