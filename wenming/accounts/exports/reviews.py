"""A yearly check of accounts as a workbook, to be signed and kept."""

from collections.abc import Iterable
from io import BytesIO

from django.utils import timezone

from wenming.accounts.models import AccountReview, AccountReviewLine
from wenming.shell.workbooks import add_table, workbook

HEADS = (
    ("姓名", 12), ("登录名", 16), ("角色", 40), ("一年内未登录", 12), ("核对结果", 10),
    ("核对人", 12), ("核对日期", 12),
)


def review_workbook(review: AccountReview, lines: Iterable[AccountReviewLine]) -> bytes:
    """One row an account; beneath them who opened the review and when."""
    out = BytesIO()
    opened = timezone.localdate(review.opened_at)
    foot = f"{review}，{opened.isoformat()} 由{review.opened_by}发起" + ("" if review.closed_at else "，尚未完成")
    with workbook(out) as book:
        add_table(book, "账号核对", HEADS, [*map(_cells, lines), (foot,)])
    return out.getvalue()


def _cells(line: AccountReviewLine) -> tuple[object, ...]:
    decided = timezone.localdate(line.decided_at) if line.decided_at else None
    return (
        line.user.name, line.user.username, line.roles, "是" if line.unused else "", line.get_decision_display(),
        line.decided_by, decided,
    )
