"""Putting a backup back: looked through first, written then, brought up to this version at last."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import system
from wenming.filestore.actions import blobs
from wenming.jobs.queries import workers_alive
from wenming.organisation.models import Organisation
from wenming.site import events

from . import keys, manifest, tables
from .manifest import Manifest, Unsound
from .taking import newest

Say = Callable[[str], object]
SHOWN = 10


class Refused(Exception):
    """Nothing was changed; the sentence says why and what to do."""


def folder_of(source: Path) -> Path:
    """The backup itself, or the newest of a folder of backups. Raises Refused."""
    if (source / manifest.NAME).exists():
        return source
    found = newest(source) if source.is_dir() else None
    if found is None:
        raise Refused(f"{source} 不是备份，里面也没有备份。")
    return found


def look_through(folder: Path) -> Manifest:
    """Read the whole backup. Raises Refused where it is not sound, or of a later version than this."""
    try:
        found = manifest.read(folder)
    except Unsound as error:
        raise Refused(str(error)) from error
    known = MigrationLoader(None).disk_migrations
    strange = [f"{app}.{name}" for app, name in map(tuple, found.migrations) if (app, name) not in known]
    if strange:
        raise Refused(f"备份来自更新的版本（{found.version}，{strange[0]} 等 {len(strange)} 项本程序不认识）。"
                      "请先升级程序，再恢复。什么都没有改动。")
    wrong = list(manifest.faults(folder, found))
    if wrong:
        more = f"等 {len(wrong)} 处" if len(wrong) > SHOWN else ""
        raise Refused("备份不完好，没有恢复，什么都没有改动：" + "".join(wrong[:SHOWN]) + more)
    return found


def check_place(*, replace: bool) -> None:
    """Raises Refused where data would be overwritten without having been told, or someone is at work on it."""
    there = connection.introspection.table_names()
    if "jobs_signoflife" in there and workers_alive(at=timezone.now()):
        raise Refused("后台任务正在运行。请先停下网站和后台任务（systemctl stop wenming-web wenming-worker），再恢复。")
    if not replace and not tables.is_empty(connection):
        raise Refused("这里已有数据，没有恢复。确要用备份换掉现有的全部数据，请先把现在的备份一次，再加 --replace。")


def restore(folder: Path, found: Manifest, *, at: datetime, say: Say) -> None:
    """Files, then rows, then migrations up to this version; the record of acts says that it happened."""
    laid = _files_back(folder)
    say(f"文件：{found.files['count']} 个，放回 {laid} 个，其余已在原处。")
    tables.drop(connection, [table.name for table in found.tables])
    _migrate_to(found.migrations)
    with transaction.atomic():
        for table in found.tables:
            _rows_back(folder, table)
        connection.check_constraints()
    say(f"数据库：{len(found.tables)} 张表，{found.rows} 行。")
    call_command("migrate", verbosity=0, interactive=False)
    _record(found, at)


def keys_that_differ(found: Manifest) -> list[str]:
    """Names of keys that are not the ones in use when the backup was taken."""
    here = {one["name"]: one["fingerprint"] for one in keys.fingerprints()}
    return [one["name"] for one in found.keys if here.get(one["name"]) != one["fingerprint"]]


def _files_back(folder: Path) -> int:
    laid = 0
    for one in manifest.lines(folder / manifest.FILE_LIST):
        if not blobs.holds(one["key"], one["sha256"], one["size"]):
            with (folder / manifest.FILES / one["key"]).open("rb") as content:
                organisation = one["key"].partition("/")[0]
                blobs.lay(blobs.take_in(File(content), folder=organisation, limit=one["size"]), one["key"])
            laid += 1
    return laid


def _migrate_to(applied: Iterable[list[str]]) -> None:
    """Tables as they were when the backup was taken."""
    names = {tuple(one) for one in applied}
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    last = [one for one in names
            if one in nodes and not any(child.key in names and child.key[0] == one[0] for child in nodes[one].children)]
    executor.migrate(sorted(last))


def _rows_back(folder: Path, table: manifest.Table) -> None:
    with connection.cursor() as cursor:  # what a migration wrote comes again with the rows
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608
    rows = manifest.lines(manifest.table_file(folder, table.name))
    tables.insert(connection, table.name, table.columns, rows)
    if table.last_number:
        tables.set_last_number(connection, table.name, table.last_number)


@transaction.atomic
def _record(found: Manifest, at: datetime) -> None:
    taken = f"{timezone.localtime(found.moment):%Y-%m-%d %H:%M}"
    for organisation in Organisation.objects.order_by("id"):
        record(events.restored, by=system(organisation.pk), at=at, on=organisation, after={"taken_at": taken})
