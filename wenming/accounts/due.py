"""What of accounts waits for an administrator."""

from datetime import date

from django.urls import reverse

from wenming.domain.authority import Permission, Viewer
from wenming.organisation.registry import DueItem, due

from .models import AccountReviewLine
from .queries.reviews import review_due_on


@due
def of_reviews(viewer: Viewer, today: date) -> list[DueItem]:
    """The yearly check: what is left of an open one, or that it is time for the next."""
    grants = viewer.may(Permission.GRANT_ROLES)
    if not grants and not viewer.may(Permission.MANAGE_ACCOUNTS):
        return []
    left = AccountReviewLine.objects.of(viewer.organisation_id).filter(review__closed_at=None, decision="")
    count = left.exclude(user_id=viewer.user_id).count()
    if count:
        return [DueItem("核对", f"年度账号核对还有 {count} 个账号", "逐个确认还用不用，不用的停掉", None,
                        reverse("accounts:reviews"), "核对")]
    due_on = review_due_on(viewer.organisation_id) if grants else None
    if due_on is None or due_on > today:
        return []
    return [DueItem("核对", "该做年度账号核对了", "每年至少一次，逐个确认账号还用不用", due_on,
                    reverse("accounts:reviews"), "开始")]
