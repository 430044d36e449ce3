"""Whether this installation is well: says each thing it looked at, and fails if one is not."""

import os
import shutil
import sys
import tempfile

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from wenming.site.settings.environment import data_folder
from wenming.vault import keyring
from wenming.vault.errors import StaysClosed
from wenming.vault.queries import anything_sealed, standings

FREE_BYTES_WANTED = 1024**3


class Command(BaseCommand):
    help = "检查安装是否完好"

    def handle(self, **options) -> None:
        looks = [
            ("Python 版本", python_version), ("数据目录可写", data_folder_writable), ("磁盘余量", disk_free),
            ("数据库", database), ("加密密钥", encryption_keys), ("界面样式", assets),
        ]
        ill = 0
        for name, look in looks:
            well, words = look()
            ill += not well
            self.stdout.write(f"{'✓' if well else '✗'} {name}：{words}")
        if ill:
            raise CommandError(f"有 {ill} 处需要处理。")
        self.stdout.write(self.style.SUCCESS("一切正常。"))


def python_version() -> tuple[bool, str]:
    return sys.version_info >= (3, 11), sys.version.split()[0]


def data_folder_writable() -> tuple[bool, str]:
    try:
        with tempfile.NamedTemporaryFile(dir=data_folder()):
            return True, str(data_folder())
    except OSError as error:
        return False, f"{data_folder()} 写不进去（{error.strerror}）"


def disk_free() -> tuple[bool, str]:
    free = shutil.disk_usage(data_folder()).free
    return free > FREE_BYTES_WANTED, f"还剩 {free / 1024**3:.1f} GB"


def database() -> tuple[bool, str]:
    kind = f"{connection.display_name}（{'DATABASE_URL' if os.environ.get('DATABASE_URL') else '默认'}）"
    try:
        waiting = MigrationExecutor(connection).migration_plan(
            MigrationExecutor(connection).loader.graph.leaf_nodes())
    except Exception as error:  # any driver's own error class
        return False, f"{kind} 连不上：{error}"
    return True, f"{kind}，{'尚未建立，启动前请运行 wenming migrate' if waiting else '已是最新'}"


def encryption_keys() -> tuple[bool, str]:
    try:
        if not keyring.keys() and not anything_sealed():
            return True, "还没有，第一次 wenming migrate 时生成"
        newest, earlier = keyring.current(), sum(one.earlier for one in standings())
    except StaysClosed as closed:
        return False, closed.sentence
    except DatabaseError:
        return False, "数据库还没有建立，看不出有没有加密内容"
    if keyring.readable_by_others():
        return False, f"{keyring.folder()} 别的用户也能读，请改为只有本服务能读（chmod -R go= 该目录）"
    behind = f"，还有 {earlier} 行用旧密钥，可运行 wenming rotate-keys 接着换" if earlier else ""
    return True, f"第 {newest.version} 版（{newest.algorithm}）{behind}"


def assets() -> tuple[bool, str]:
    found = finders.find("vendor/tabler.min.css")
    return bool(found), "齐全" if found else "缺 tabler.min.css，请运行 python3 run.py doctor 重新取"
