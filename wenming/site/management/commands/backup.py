"""Database and files into one folder, while the product runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wenming.shell.jinja import filesize
from wenming.site.backup import files, keys, taking
from wenming.site.backup.manifest import Manifest


class Command(BaseCommand):
    help = "备份数据库和文件，写完重读核对；不影响正在使用的人"

    def add_arguments(self, parser) -> None:
        parser.add_argument("target", type=Path, help="备份目录，最好在另一块磁盘上；每次备份在其中建一个子目录")
        parser.add_argument("--keep", type=int, default=0, help="只留最近几份，更早的删去（默认都留）")
        parser.add_argument("--keys-to", type=Path, help="把密钥另存到这个目录；不能在备份目录里")

    def handle(self, *, target: Path, keep: int, keys_to: Path | None, **_options) -> None:
        target = target.resolve()
        if keys_to and keys_to.resolve().is_relative_to(target):
            raise CommandError("密钥不能存进备份目录：拿到备份的人就能解开其中加密的内容。请另选一处。")
        try:
            folder, written, copied = taking.take(target, at=timezone.now())
        except taking.Failed as error:
            raise CommandError(str(error)) from error
        self._report(folder, written, copied)
        self._about_keys(keys_to)
        if keep > 0:
            for gone in taking.keep_only(target, keep):
                self.stdout.write(f"按只留 {keep} 份删去：{gone.name}")
        self._complain(copied)

    def _report(self, folder: Path, written: Manifest, copied: files.Copied) -> None:
        self.stdout.write(self.style.SUCCESS(f"备份写好，已重读核对：{folder}"))
        self.stdout.write(f"  {len(written.tables)} 张表，{written.rows} 行；"
                          f"{copied.count} 个文件，{filesize(copied.bytes)}，其中新拷 {copied.new} 个。")
        for head in written.audit:
            sealed = f"封存到第 {head['length']} 条，链尾 {head['head'] or '（空）'}"
            self.stdout.write(f"  单位 {head['organisation']} 的操作日志{sealed}")

    def _about_keys(self, keys_to: Path | None) -> None:
        if keys_to is None:
            names = "、".join(str(path) for path in keys.key_files().values()) or "（在环境变量里）"
            self.stdout.write(self.style.WARNING(
                f"注意：备份里没有密钥。密钥丢了，加密的内容谁也解不开。请另处保存：{names}；"
                "或用 --keys-to 目录 一并另存。"))
            return
        try:
            saved = keys.copy_keys(keys_to)
        except OSError as error:
            raise CommandError(f"备份已写好，但密钥没有存成：{error.strerror}（{keys_to}）。") from error
        self.stdout.write("密钥另存：" + "、".join(map(str, saved)) + "。只有属主能读，请与备份分开保管。")

    def _complain(self, copied: files.Copied) -> None:
        for key in [*copied.missing, *copied.altered]:
            self.stdout.write(f"  有问题的文件：{key}")
        if copied.missing or copied.altered:
            raise CommandError(f"备份已写好，但库中 {len(copied.missing)} 个文件丢失、{len(copied.altered)} 个变了。"
                               "请运行 wenming check-files，从以前的备份找回。")
