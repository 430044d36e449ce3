"""``wenming serve``: one command runs the web and the background work, enough for one body on one machine.

This process only watches over the others, so it stays small: what needs the whole product (is the database as it should
be, are the interface's files in place) a process of its own does beforehand and ends. However this process ends, and
whenever, none of the others stays behind.
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from typing import NoReturn

from granian import Granian
from granian.constants import Interfaces

RESPAWN_SECONDS = 0.5
"""A web process that was killed is started again after this long; the others serve meanwhile."""
GRACE_SECONDS = 10
"""So long may each process that is to stop go on with what it has in hand."""
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux: the signal a process gets when the one that began it is gone."""


def serve(words: list[str]) -> int:
    """Runs until it is stopped. 1 or more where the installation is not ready; the reason was said."""
    wanted = _wanted(words)
    signal.signal(signal.SIGTERM, _leave)  # until the server listens to it
    ready = subprocess.run([sys.executable, "-m", "wenming.site.readiness"], check=False)
    if ready.returncode:
        return ready.returncode
    if os.environ.get("WENMING_METRICS") == "1":
        _answer_with_figures()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_belong_to_the_starter)
    background = None if wanted.no_worker else Background()
    try:
        server = Granian(
            "wenming.site.wsgi:application", address=wanted.host, port=wanted.port, interface=Interfaces.WSGI,
            workers=wanted.workers, blocking_threads=2, log_level="warning", respawn_failed_workers=True,
            respawn_interval=RESPAWN_SECONDS, workers_kill_timeout=GRACE_SECONDS,
        )
        print(f"请用浏览器打开 http://{wanted.host}:{wanted.port}/ （按 Ctrl+C 停止）", flush=True)
        server.serve()
    finally:
        if background:
            background.stop()
    return 0


def _leave(*_signal: object) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)


def _belong_to_the_starter() -> None:
    """In a web process that was just forked: until it is loaded SIGTERM ends it at once, not by this process's own
    handler, which would only be told that it is to stop; and it goes where this process is killed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


def _wanted(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wenming serve", description="启动网站和后台任务")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--no-worker", action="store_true", help="后台任务另有进程")
    return parser.parse_args(words)


def _answer_with_figures() -> None:
    """The process that adds the figures up reads the database too: only with them does it load the product."""
    import django

    django.setup()
    from wenming.site.watch import figures

    figures.answer()


class Background:
    """The worker as a child process, started again if it dies: jobs it held are taken up from where they were."""

    PAUSE_SECONDS = 1

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "wenming", "worker", "--child", str(os.getpid())])  # noqa: S603  our own

    def _watch(self) -> None:
        while not self._stopping.is_set():
            if self._process.poll() is not None:
                time.sleep(self.PAUSE_SECONDS)
                if not self._stopping.is_set():
                    self._process = self._start()
            self._stopping.wait(self.PAUSE_SECONDS)

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
