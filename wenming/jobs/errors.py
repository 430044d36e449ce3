"""Why a job stops in the middle: no faults, so a handler's ``except Exception`` must let them by (BaseException)."""

from datetime import timedelta


class LeaseLost(BaseException):
    """Another worker holds this job now; whatever this one was writing is rolled back."""


class StopAsked(BaseException):
    """The worker is going home: the job goes back to the queue and continues from the row it reached."""


class NotNow(BaseException):
    """What the job needs is taken: it goes back to the queue, to be taken up again after ``wait``."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait
