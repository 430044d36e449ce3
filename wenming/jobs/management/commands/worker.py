"""Background work: jobs by lease, chores by the clock."""

import signal
from datetime import timedelta

from django.core.management.base import BaseCommand

from wenming.jobs.worker import Worker, call_chores, drain


class Command(BaseCommand):
    help = "办理后台任务，直到收到停止信号；手头一项办完才停"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="把到期的办完就退出")
        parser.add_argument("--lease", type=float, default=30.0, help="失联多少秒后由别的进程接手（默认 30）")

        parser.add_argument("--child", type=int, default=0, help="启动它的进程的编号；那个进程不在了就退出")

    def handle(self, *, once: bool, lease: float, child: int, **_options) -> None:
        worker = Worker(lease=timedelta(seconds=lease), parent=child)
        for name in ("SIGTERM", "SIGINT"):
            signal.signal(getattr(signal, name), worker.stop)
        if once:
            drain(lease=timedelta(seconds=lease), stop_asked=worker.stop_asked)
            call_chores()
            return
        self.stdout.write("后台任务已启动。")
        worker.work()
