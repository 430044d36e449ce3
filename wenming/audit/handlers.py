"""What audit asks of the workers: sealing on their clock, and a walk along the chain when asked."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from wenming.jobs.registry import Run, every, job

from .actions import seal_all
from .actions.checking import keep_check, walk
from .actions.removing import let_go
from .actions.reviewing import VERIFY
from .queries import verification_of
from .queries.chain import chain_state

SEAL_EVERY_SECONDS = 3
ONCE_AN_HOUR = 3600


@every(SEAL_EVERY_SECONDS, "audit.seal")
def seal_what_is_new(_at: datetime) -> None:
    seal_all()


@every(ONCE_AN_HOUR, "audit.let_go")
def forget_old_removals(at: datetime) -> None:
    let_go(at=at)


@job(VERIFY, "核对操作日志")
def verify_chain(run: Run, *, asked_by: str) -> None:
    """A broken walk begins anew: each digest rests on the one before it. A finding that was kept is not sought again.
    """
    if run.result:
        return
    run.begin(chain_state(run.organisation_id, at=timezone.now()).length)

    def walked(number: int) -> None:
        with run.row(number):
            """Only the progress is written; it also keeps the lease and hears when the worker must stop."""

    finding = walk(verification_of(run.organisation_id, walked=walked))
    with run.row(finding.head.length):
        check = keep_check(finding, asked_by=asked_by, at=timezone.now())
        run.finish(url=reverse("audit:check", args=[check.pk]), label="看核对结果")
