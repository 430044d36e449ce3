"""A backup put back into an empty installation, on either database."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wenming.site.backup import restoring


class Command(BaseCommand):
    help = "从备份恢复：先通读核对，再写入，最后核对文件和操作日志"

    def add_arguments(self, parser) -> None:
        parser.add_argument("source", type=Path, help="一份备份的目录；给备份总目录时取最近的一份")
        parser.add_argument("--replace", action="store_true", help="用备份换掉现有的全部数据")

    def handle(self, *, source: Path, replace: bool, **_options) -> None:
        try:
            folder = restoring.folder_of(source.resolve())
            self.stdout.write(f"通读备份：{folder}")
            found = restoring.look_through(folder)
            restoring.check_place(replace=replace)
        except restoring.Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"备份完好，写于 {timezone.localtime(found.moment):%Y-%m-%d %H:%M}，来自 {found.database}。")
        try:
            restoring.restore(folder, found, at=timezone.now(), say=self.stdout.write)
        except Exception as error:
            raise CommandError(
                f"恢复中途出错，库里的数据不完整，请勿启动；排除后加 --replace 再恢复一次。原因：{error}") from error
        call_command("verify_audit", stdout=self.stdout)
        call_command("check_files", stdout=self.stdout)
        self._about_keys(restoring.keys_that_differ(found))
        self.stdout.write(self.style.SUCCESS("恢复完成。所有人需要重新登录。"))

    def _about_keys(self, different: list[str]) -> None:
        if different:
            self.stdout.write(self.style.WARNING(
                f"注意：密钥 {'、'.join(different)} 与备份时不同或不在。"
                "加密的内容要用原来的密钥才能解开，请先放回数据目录。"))
