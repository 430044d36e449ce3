"""A server as a child process, and what the kernel says it costs."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
POLL_SECONDS = 0.01
MEGABYTE = 1024 * 1024
BARE = ("tools.bench.bare",)
OURS = ("wenming", "serve", "--no-worker")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid: int) -> float:
    """What a process and its threads, ended ones too, have spent so far: user and system time, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | 2)  # the kernel's clock id of another process (clock_getcpuclockid(3))


def status_bytes(pid: int, name: str) -> int:
    """A size from /proc/<pid>/status: VmRSS (now) or VmHWM (at most so far)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    return 0


def forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


class Server:
    """Granian with one project: the product (``OURS``) or the bare one (``BARE``)."""

    def __init__(self, module: tuple[str, ...], *, environment: dict[str, str] | None = None, workers: int = 1) -> None:
        self.port, self.workers = free_port(), workers
        arguments = (
            ["--port", str(self.port), "--workers", str(workers)] if module == OURS else [str(self.port), str(workers)]
        )
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *module, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        )
        self.first_answer_after = self._wait()

    def _wait(self) -> float:
        """Seconds from the start of the process to the first answer, whatever it says."""
        while time.monotonic() < self.began + PATIENCE_SECONDS:
            with suppress(OSError, http.client.HTTPException), closing(self.connect()) as connection:
                connection.request("GET", "/")
                connection.getresponse().read()
                return time.monotonic() - self.began
            if self.process.poll() is not None:
                break
            time.sleep(POLL_SECONDS)
        self.stop()
        raise RuntimeError(f"the server did not start: {self.process.args}")

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)

    @property
    def pids(self) -> list[int]:
        """The workers: the children that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [pid for pid in map(int, children.split()) if b"resource_tracker" not in _command(pid)]

    def cpu(self) -> float:
        return sum(map(cpu_seconds, self.pids))

    def memory(self) -> int:
        """Bytes resident now, master and workers together."""
        return sum(status_bytes(pid, "VmRSS") for pid in (self.process.pid, *self.pids))

    def stop(self) -> None:
        """Its workers too, where it dies without taking them along."""
        workers = self.pids if self.process.poll() is None else []
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            for pid in workers:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
