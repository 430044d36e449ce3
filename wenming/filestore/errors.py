"""What this room refuses."""

import errno

from wenming.domain.errors import NotFound, RuleBroken


class NotStored(RuleBroken):
    """The storage did not take the bytes; nothing half-written is left."""

    def __init__(self, name: str, error: OSError) -> None:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        why = "服务器磁盘已满" if full else "服务器磁盘出了故障"
        super().__init__(f"“{name}”没有存下：{why}。请告诉系统管理员，处理好后再传；其他已收下的文件不受影响。")


class Missing(NotFound):
    """The record is there, the bytes are not."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}”在存储中找不到，请告诉系统管理员运行 wenming check-files 核对。")
