"""What of personal data waits for someone."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from wenming.domain.authority import Permission, Viewer
from wenming.organisation.registry import DueItem, due

from .models import CorrectionRequest, RetentionPlan

DAYS_TO_ANSWER = 15


@due
def waiting(viewer: Viewer, today: date) -> Iterator[DueItem]:
    if viewer.may(Permission.MANAGE_ORGANISATION):
        yield from _corrections(viewer)
    if viewer.may(Permission.MANAGE_ACCOUNTS):
        rows = RetentionPlan.objects.of(viewer.organisation_id).filter(state=RetentionPlan.State.PLANNED)
        count = rows.count()
        if count:
            yield DueItem("清理", f"{count} 类个人信息保存期满，等待确认清理", "保存期由数据地图写明", None,
                          reverse("personal:retention"), "查看")


def _corrections(viewer: Viewer) -> Iterator[DueItem]:
    rows = CorrectionRequest.objects.of(viewer.organisation_id).filter(state=CorrectionRequest.State.WAITING)
    asked = list(rows.exclude(user_id=viewer.user_id).order_by("asked_at").values_list("asked_at", flat=True))
    if asked:
        last = timezone.localdate(asked[0]) + timedelta(days=DAYS_TO_ANSWER)
        yield DueItem("更正", f"{len(asked)} 件更正申请等待答复", f"本人提出后 {DAYS_TO_ANSWER} 日内答复", last,
                      reverse("personal:corrections"), "办理")
