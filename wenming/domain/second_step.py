"""The second step of a sign-in: codes that change each half minute (RFC 6238), and codes for when the phone is lost."""

import secrets
from collections.abc import Callable
from datetime import datetime
from hmac import compare_digest

STEP_SECONDS = 30
DRIFT = 1
"""Steps a telephone's clock may be early or late."""
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def matching_step(typed: str, code_of: Callable[[int], str], moment: datetime, last: int) -> int | None:
    """The step whose code was typed, or None. A step up to ``last``, the last one used, never matches: no code serves
    twice, and none that was read over a shoulder serves once a later one has."""
    now = step_at(moment)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > last and compare_digest(code_of(step).encode(), typed.encode()):
            return step
    return None


def tidy(typed: str) -> str:
    """A typed code without the spaces and dashes it is read out with."""
    return "".join(typed.casefold().split()).replace("-", "")


def new_recovery_codes() -> list[str]:
    """Ten codes of about 49 bits: ab3de-fg7hj."""
    made = ("".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES))
    return [f"{one[:5]}-{one[5:]}" for one in made]


def in_groups(secret: str) -> str:
    """A secret as it is read and typed, four at a time."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
