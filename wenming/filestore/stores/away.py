"""The whole store does not answer."""

import errno


class StoreAway(OSError):
    """No object can be had or laid now; ``strerror`` is the reason in Chinese, for people."""

    def __init__(self, reason: str, number: int = errno.EHOSTUNREACH) -> None:
        super().__init__(number, reason)
