"""The database: does it answer, is it brought up, is it whole, does it agree on the time."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from .look import Look, ill, warn, well

OLDEST_POSTGRESQL = (15,)
CLOCKS_MAY_DIFFER_SECONDS = 5


def unapplied() -> int:
    """How many migrations wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database() -> Look:
    try:
        waiting = unapplied()
    except Exception as error:  # any driver's own error class
        return ill("数据库", f"{connection.display_name} 连不上：{error}".splitlines()[0],
                   "请查数据库是否启动、DATABASE_URL 是否正确。")
    kind = f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"
    if waiting:
        return warn("数据库", f"{kind}，有 {waiting} 项升级没有做", "启动前请运行 wenming migrate。")
    return well("数据库", f"{kind}，已是最新")


def integrity() -> Look:
    try:
        return _sqlite() if connection.vendor == "sqlite" else _postgresql()
    except DatabaseError as error:
        return ill("数据库完整", f"查不了：{error}".splitlines()[0], "请先排除数据库的故障。")


def _sqlite() -> Look:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = cursor.fetchone()[0]
    if said != "ok":
        return ill("数据库完整", said, "数据库文件已损坏。请停下系统，保存现场，从最近的备份恢复。")
    return well("数据库完整", "quick_check 通过")


def _postgresql() -> Look:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        return ill("数据库完整", f"编码是 {encoding}", "请用 UTF8 重建数据库：createdb -E UTF8。")
    if connection.get_database_version() < OLDEST_POSTGRESQL:
        return ill("数据库完整", "PostgreSQL 早于 15", "请升级 PostgreSQL。")
    return well("数据库完整", "编码 UTF8")


def clock() -> Look:
    zone = f"时区 {settings.TIME_ZONE}"
    try:
        apart = abs((database_time() - timezone.now()).total_seconds())
    except DatabaseError:
        return warn("时钟", f"{zone}，问不到数据库的时间", "请先排除数据库的故障。")
    if apart > CLOCKS_MAY_DIFFER_SECONDS:
        return ill("时钟", f"{zone}，与数据库相差 {apart:.0f} 秒", "时间会记错。请让两台机器都与同一个时间源对时。")
    return well("时钟", f"{zone}，与数据库相差 {apart:.1f} 秒")


def database_time() -> datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
        cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
