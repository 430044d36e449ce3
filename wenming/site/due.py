"""What of the installation itself waits for the system administrator."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from wenming.domain.authority import Role, Viewer
from wenming.jobs.queries import last_backup
from wenming.organisation.registry import DueItem, due
from wenming.shell.jinja import day

from .looks.work import is_stale


@due
def of_backup(viewer: Viewer, _today: date) -> list[DueItem]:
    if not viewer.has(Role.SYSTEM_ADMIN):
        return []
    last = last_backup()
    if last is not None and not is_stale(last.at):
        return []
    title = f"最近一次备份在{day(last.at)}" if last else "还没有备份过"
    why = f"超过 {settings.BACKUP_DAYS} 天没有好的备份，机器一坏，这以后办的事就没了"
    return [DueItem("备份", title, why, None, reverse("status"), "看运行状况")]
