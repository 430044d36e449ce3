"""Whoever ends ``wenming serve`` ends all of it, whenever he does: no web process and no worker stays behind."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .installation import ROOT, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found through /proc")
HALF_A_FORM = b"POST /accounts/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nusername="


def commands(place) -> Iterator[bytes]:
    """Of each living process of an installation: they all carry its folder in their environment."""
    mark = f"WENMING_DATA={place.data}\0".encode()
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark in (folder / "environ").read_bytes():
                yield (folder / "cmdline").read_bytes()
        except OSError:  # it ended while it was looked at, or is another user's
            continue


def runs(place, *words: str) -> bool:
    return any(all(word.encode() in command for word in words) for command in commands(place))


def _looks_whether_all_is_ready(place, _held):
    wait_until(lambda: runs(place, "wenming.site.readiness"), "it looks whether all is ready")


def _has_a_worker_that_loads(place, _held):
    wait_until(lambda: runs(place, "worker"), "the worker is begun")


def _has_a_web_process_that_loads(place, _held):
    wait_until(lambda: sum(b"serve" in command for command in commands(place)) > 1, "a web process is begun")


def _answers(place, _held):
    wait_until(lambda: place.get("/healthz")[0] == 200, "it answers")


def _has_a_request_in_hand(place, held):
    _answers(place, held)
    held.append(socket.create_connection(("127.0.0.1", place.port)))
    held[-1].sendall(HALF_A_FORM)


@pytest.fixture
def held():
    """Connections of people who wait."""
    connections: list[socket.socket] = []
    yield connections
    for one in connections:
        one.close()


@pytest.mark.parametrize("moment", [
    _looks_whether_all_is_ready, _has_a_worker_that_loads, _has_a_web_process_that_loads, _answers,
    _has_a_request_in_hand,
])
def test_nothing_stays(campaign, install, held, moment):
    place = install(like=campaign.place)
    starter = place.start(wait=False)
    moment(place, held)
    _ends(place, starter, signal.SIGTERM)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process when its parent is killed")
def test_nothing_stays_of_one_that_is_killed(campaign, install, held):
    place = install(like=campaign.place)
    starter = place.start(wait=False)
    _answers(place, held)
    _ends(place, starter, signal.SIGKILL)


def test_nothing_stays_of_the_demonstration(campaign, install, held):
    """``run.py demo`` ends by being the server."""
    place = install(like=campaign.place)
    program = "import run, sys, pathlib; run.become('serve', '--port', sys.argv[1], data=pathlib.Path(sys.argv[2]))"
    starter = place.run("-c", program, str(place.port), str(place.data), PYTHONPATH=str(ROOT))
    _answers(place, held)
    _ends(place, starter, signal.SIGTERM)


def _ends(place, starter, by) -> None:
    os.kill(starter.pid, by)
    wait_until(lambda: starter.poll() is not None, "the starter ended")
    wait_until(lambda: not any(commands(place)), "nothing of it stayed")
