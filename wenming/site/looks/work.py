"""What should go on by itself: background work, its chores, the backup."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from wenming.jobs.models import SignOfLife
from wenming.jobs.queries import jobs_by_state, last_backup, workers_alive
from wenming.shell.jinja import filesize, moment

from .look import Look, asks_the_database, warn, well

START = "请启动后台任务：systemctl start wenming-worker（或 wenming serve 不带 --no-worker）。"


@asks_the_database("后台任务")
def worker() -> Look:
    alive = workers_alive(at=timezone.now())
    if not alive:
        return warn("后台任务", "没有在运行", START)
    jumped = next((one for one in alive if "clock_jump_seconds" in one.detail), None)
    if jumped:
        return warn("后台任务", f"{len(alive)} 个在运行；机器时钟被拨动过 {jumped.detail['clock_jump_seconds']} 秒",
                    "请查对时服务（timedatectl），确认后重启后台任务。")
    return well("后台任务", f"{len(alive)} 个在运行，{_chores(alive)}")


def _chores(alive: list[SignOfLife]) -> str:
    calls = [datetime.fromisoformat(at) for one in alive for at in one.detail.get("chores", {}).values()]
    return f"例行事项最近一次 {moment(max(calls))}" if calls else "刚刚启动"


@asks_the_database("任务队列")
def jobs() -> Look:
    found = jobs_by_state()
    words = f"排队 {found['waiting']}，进行 {found['running']}，未办成 {found['failed']}"
    if found["failed"]:
        return warn("任务队列", words, "请到“后台任务”页看原因，排除后再发起一次。")
    return well("任务队列", words)


@asks_the_database("备份")
def backup() -> Look:
    last = last_backup()
    if last is None:
        return warn("备份", "还没有备份过", "请运行 wenming backup 目录，并启用定时备份（docs/how-to/backup.md）。")
    held = last.detail
    weight = f"{held['rows']} 行，{held['files']} 个文件，{filesize(held['bytes'])}"
    words = f"最近一份 {moment(last.at)}，{weight}"
    if is_stale(last.at):
        return warn("备份", words, f"已超过 {settings.BACKUP_DAYS} 天。请查定时备份：systemctl status wenming-backup。")
    faulty = held["faulty"]
    if faulty:
        return warn("备份", f"{words}，其中 {faulty} 个备份时就有问题", "请运行 wenming check-files。")
    return well("备份", words)


def is_stale(at: datetime) -> bool:
    return at < timezone.now() - timedelta(days=settings.BACKUP_DAYS)
