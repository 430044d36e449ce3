"""What this room refuses."""

import errno

from wenming.domain.errors import NoRoom, NotFound, OutOfReach, RuleBroken

from .stores import StoreAway

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def not_stored(name: str, error: OSError) -> RuleBroken:
    """The store did not take the bytes; nothing half-written is left."""
    full = error.errno in _FULL
    why = _reason(error, "服务器磁盘已满" if full else "服务器磁盘出了故障")
    sentence = f"“{name}”没有存下：{why}。请告诉系统管理员，处理好后再传；其他已收下的文件不受影响。"
    return NoRoom(sentence) if full else OutOfReach(sentence)


class Missing(NotFound):
    """The record is there, the bytes are not."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}”在存储中找不到，请告诉系统管理员运行 wenming check-files 核对。")


class Unreadable(OutOfReach):
    """The bytes may be there, but cannot be had now."""

    def __init__(self, name: str, error: OSError) -> None:
        why = _reason(error, "服务器磁盘出了故障")
        super().__init__(f"“{name}”现在取不出来：{why}。登记还在，请过几分钟再试；一直这样请告诉系统管理员。")


def _reason(error: OSError, otherwise: str) -> str:
    return str(error.strerror) if isinstance(error, StoreAway) else otherwise
