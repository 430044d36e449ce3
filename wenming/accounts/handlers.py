"""What accounts asks of the workers' clock."""

from datetime import datetime

from wenming.jobs.registry import every

from .actions.drafts import drop_old

ONCE_AN_HOUR = 3600


@every(ONCE_AN_HOUR, "accounts.old_drafts")
def drop_old_drafts(at: datetime) -> None:
    drop_old(at=at)
