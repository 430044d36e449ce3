"""The number of a request: short enough to be read out on the telephone, found again in the log."""

import secrets

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is mistaken for another when read out (0 O, 1 I L)."""


def new_reference() -> str:
    """As in ``7K3F-2QXM``: 39 bits, enough for what one log holds."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"
