"""Why a job stops in the middle. Both derive from BaseException, so that a handler's ``except Exception`` lets them by."""


class LeaseLost(BaseException):
    """Another worker holds this job now; whatever this one was writing is rolled back."""


class StopAsked(BaseException):
    """The worker is going home: the job goes back to the queue and continues from the row it reached."""
