"""What audit asks the workers' clock for."""

from datetime import datetime

from wenming.jobs.registry import every

from .actions import seal_all

SEAL_EVERY_SECONDS = 3


@every(SEAL_EVERY_SECONDS, "audit.seal")
def seal_what_is_new(_at: datetime) -> None:
    seal_all()
