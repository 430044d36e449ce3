"""Why a job stops in the middle: no faults, so a handler's ``except Exception`` must let them by (BaseException)."""


class LeaseLost(BaseException):
    """Another worker holds this job now; whatever this one was writing is rolled back."""


class StopAsked(BaseException):
    """The worker is going home: the job goes back to the queue and continues from the row it reached."""
