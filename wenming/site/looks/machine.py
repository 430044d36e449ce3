"""The machine: Python, disk, fonts, the interface's files."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from .look import Look, ill, warn, well

SCARCE_BYTES = 5 * 1024**3
TOO_LITTLE_BYTES = 1024**3


def python() -> Look:
    number = sys.version.split()[0]
    if sys.version_info < (3, 11):  # noqa: UP036  said to those who meet it
        return ill("Python", number, "请换 Python 3.11 或更新的版本。")
    return well("Python", number)


def data_folder() -> Look:
    folder = Path(settings.DATA_FOLDER)
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return well("数据目录", f"{folder} 可写")
    except OSError as error:
        return ill("数据目录", f"{folder} 写不进去（{error.strerror}）",
                   f"请让运行系统的账号拥有它：chown -R wenming: {folder}")


def disk() -> Look:
    free = shutil.disk_usage(settings.DATA_FOLDER).free
    words = f"还剩 {free / 1024**3:.1f} GB"
    if free < TOO_LITTLE_BYTES:
        return ill("磁盘", words, "马上会写不进去。请清理或扩容；备份不要放在这块盘上。")
    if free < SCARCE_BYTES:
        return warn("磁盘", words, "请在一周内清理或扩容。")
    return well("磁盘", words)


def assets() -> Look:
    if finders.find("vendor/tabler.min.css"):
        return well("界面样式", "齐全")
    return ill("界面样式", "缺 tabler.min.css", "请运行 python3 run.py doctor 重新取。")


def fonts() -> Look:
    """Where the machine itself draws Chinese (pictures, PDF); pages use the fonts of whoever reads them."""
    found = next(_chinese_fonts(), "")
    if found:
        return well("中文字体", found)
    return warn("中文字体", "没有找到", "页面不受影响；在服务器上生成带字的图片和 PDF 会缺字。请安装 fonts-noto-cjk。")


def _chinese_fonts() -> Iterator[str]:
    lister = shutil.which("fc-list")
    if lister:
        listed = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False,  # noqa: S603
                                timeout=30)
        yield from (line.split(",")[0] for line in sorted(listed.stdout.splitlines()))
    elif os.name == "nt":
        yield from (path.name for path in Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts").glob("msyh*"))
