"""One command runs the web and the background work: enough for one body on one machine."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces

from wenming.site.management.statics import collect_changed

RESPAWN_SECONDS = 0.5
"""A web process that was killed is started again after this long; the others serve meanwhile."""


class Command(BaseCommand):
    help = "启动网站和后台任务"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--no-worker", action="store_true", help="后台任务另有进程")

    def handle(self, *, port: int, host: str, workers: int, no_worker: bool, **options) -> None:
        refuse_an_unready_database()
        collect_changed()
        if settings.METRICS:
            answer_with_figures()
        background = None if no_worker else Background()
        server = Granian(
            "wenming.site.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
            blocking_threads=2, log_level="warning", respawn_failed_workers=True, respawn_interval=RESPAWN_SECONDS,
        )
        self.stdout.write(self.style.SUCCESS(f"请用浏览器打开 http://{host}:{port}/ （按 Ctrl+C 停止）"))
        self.stdout.flush()
        try:
            server.serve()
        finally:
            if background:
                background.stop()


def refuse_an_unready_database() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("数据库还没有建立或升级，请先运行 wenming migrate。")
    connection.close()


def answer_with_figures() -> None:
    """Figures on an address of their own (WENMING_METRICS). The place is named before Prometheus' client is loaded."""
    place = Path(settings.DATA_FOLDER) / "metrics"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(place)
    from wenming.site.watch import metrics

    address, _, port = settings.METRICS_ADDRESS.rpartition(":")
    try:
        metrics.serve(address, int(port))
    except (OSError, ValueError) as error:
        raise CommandError(f"指标端口 {settings.METRICS_ADDRESS} 开不了（{error}），请改设置。") from error


class Background:
    """The worker as a child process, started again if it dies: jobs it held are taken up from where they were."""

    PAUSE_SECONDS = 1

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "wenming", "worker", "--child"])

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
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
