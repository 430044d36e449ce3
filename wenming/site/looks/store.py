"""The file store: a few bytes are really laid, read back and taken away again."""

import errno
import os
import stat
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.storage import InvalidStorageError

from wenming.filestore.actions import blobs
from wenming.filestore.stores import StoreAway, the_store

from .look import Look, ill, warn, well

NAME = "文件库"
_TODO = {
    errno.EHOSTUNREACH: "上传和看原件会失败，列表照常。请查它在不在运行、网络通不通、WENMING_S3_ENDPOINT 对不对。",
    errno.EACCES: "请核对 WENMING_S3_ACCESS_KEY 和访问密钥，以及它对桶有没有读、写、删、列的权限。",
    errno.ENODEV: "请先建好桶，或核对 WENMING_S3_BUCKET。",
    errno.ENOSPC: "上传会失败。请给对象存储扩容。",
}


def store() -> Look:
    data, key = uuid.uuid4().bytes, f"doctor/{uuid.uuid4().hex}"
    try:
        the_store.check()
        blobs.put(data, folder="doctor", key=key)
        with the_store.open(key) as content:
            same = content.read() == data
        the_store.delete(key)
    except InvalidStorageError:
        return ill(NAME, "设了对象存储，没有装它的客户端", "请运行 pip install boto3。")
    except StoreAway as away:
        todo = _TODO.get(away.errno or 0, "上传和看原件会失败。请查对象存储的日志。")
        return ill(NAME, f"{the_store.where()}：{away.strerror}", todo)
    except OSError as error:
        return ill(NAME, f"写不进去（{error.strerror}）", "上传会失败。请查文件库所在磁盘和目录的属主。")
    if not same:
        return ill(NAME, f"{the_store.where()}：写进去的和读出来的不一样", "请停用，查存储设备。")
    return _about_the_secret() or well(NAME, f"{the_store.where()}，写、读、删都正常")


def _about_the_secret() -> Look | None:
    named = settings.S3_SECRET_KEY_FILE
    if named and os.name != "nt" and stat.S_IMODE(Path(named).stat().st_mode) & 0o077:
        return warn(NAME, f"可用，但访问密钥 {named} 别人也能读", f"请运行 chmod 600 {named}")
    return None
