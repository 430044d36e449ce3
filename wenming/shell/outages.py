"""Troubles that pass by themselves or by the administrator's hand: the database away or busy, the disk full."""

import errno
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

_NOT_DONE = "您刚才的操作没有生效，填写的内容请先留着。"
_SQLITE_PASSING = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PROTOCOL"}
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_POSTGRESQL_DISK_FULL = "53100"


@dataclass(frozen=True, slots=True)
class Outage:
    """``retry_after`` are seconds after which trying again makes sense; 0 where someone has to act first."""

    status: int
    heading: str
    sentence: str
    retry_after: int = 0


AWAY = Outage(503, "数据库暂时连不上", f"数据库正在重启或太忙，{_NOT_DONE}过半分钟再试；一直这样请联系系统管理员。", 30)
FULL = Outage(507, "服务器磁盘已满", f"服务器磁盘已满，{_NOT_DONE}请告诉系统管理员，腾出空间后再办；以前存下的都在。")


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage behind an error, or None where it is a fault of ours."""
    if isinstance(error, InterfaceError):
        return AWAY
    if isinstance(error, OperationalError):
        return _of_database(error)
    return FULL if isinstance(error, OSError) and error.errno in _DISK_FULL else None


def _of_database(error: OperationalError) -> Outage | None:
    cause = error.__cause__ or error
    name = getattr(cause, "sqlite_errorname", None)
    if name is None:
        return FULL if getattr(cause, "sqlstate", None) == _POSTGRESQL_DISK_FULL else AWAY
    if name == "SQLITE_FULL":
        return FULL
    return AWAY if any(name.startswith(one) for one in _SQLITE_PASSING) else None
