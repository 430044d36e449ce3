"""A foreign program over foreign bytes: its own process group, its own limits, stopped when it takes too long."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_GRACE = 5


class Stopped(Exception):
    """The program ran too long, died of its limits or said that it failed."""


def run(
    command: Sequence[str | Path], data: bytes = b"", *, seconds: int, settings: Mapping[str, str] | None = None
) -> bytes:
    """What the program prints. Raises ``Stopped``; nothing it started lives on.

    It sees ``settings`` and PATH of the surroundings, no more: passwords and keys stay outside.
    """
    own = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", **(settings or {})}
    process = subprocess.Popen(  # noqa: S603  the command is ours, the bytes go in by pipe or file
        [str(part) for part in command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=own,
        start_new_session=True,
    )
    try:
        printed, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Stopped from None
    finally:
        _end(process)
    if process.returncode != 0:
        raise Stopped
    return printed


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole group, also what the program left behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=_GRACE)
