"""Running row by row: each row's writes and the mark that it is done are one transaction, so none is done twice."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from wenming.domain.errors import RuleBroken
from wenming.jobs.errors import LeaseLost, StopAsked
from wenming.jobs.models import Job, RowError

from .queue import LEASE, held

Item = TypeVar("Item")


def never() -> bool:
    return False


class RowRun:
    """A ``registry.Run`` over a job this worker holds. Every method raises LeaseLost once another worker holds it."""

    def __init__(self, job: Job, *, lease: timedelta = LEASE, stop_asked: Callable[[], bool] = never) -> None:
        self.job = job
        self.organisation_id = job.organisation_id
        self.asked_by_id = job.asked_by_id
        self.result: dict[str, Any] = dict(job.result)
        """What an interrupted run said with a row it had done is still there."""
        self.heard = time.monotonic()
        """When the handler last gave a sign of life, on the monotonic clock."""
        self._lease = lease
        self._stop_asked = stop_asked

    @property
    def done(self) -> int:
        return self.job.done

    def begin(self, total: int) -> None:
        self._write(total=total)

    def remaining(self, items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
        """``(number, item)`` of the rows not yet done; numbers begin at 1 and must mean the same row in every run."""
        for number, item in enumerate(items, 1):
            if number > self.job.done:
                yield number, item

    @contextmanager
    def row(self, number: int, label: str = "") -> Iterator[None]:
        if self._stop_asked():
            raise StopAsked
        with transaction.atomic():
            self._write()  # also locks the job's row: no other worker takes it until this row is done
            try:
                with transaction.atomic():
                    yield
            except RuleBroken as refusal:
                RowError.objects.create(
                    organisation_id=self.organisation_id, job=self.job, row=number, label=label[:200],
                    message=refusal.sentence[:500],
                )
            # getting on shows the job is no poison: the tries are counted from here
            self._write(done=number, tries=1, result=self.result)

    def finish(self, **result: Any) -> None:
        """What the job brought; ``url`` (and ``label``) become the button on its page. Said in a row, kept with it."""
        self.result.update(result)

    def _write(self, **fields: Any) -> None:
        fields["lease_until"] = timezone.now() + self._lease
        if not held(self.job).update(**fields):
            raise LeaseLost(self.job.pk)
        self.heard = time.monotonic()
        for name, value in fields.items():
            setattr(self.job, name, value)
