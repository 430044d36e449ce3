"""``wenming verify-package FILE``: proves a package; needs neither the database nor the server."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from wenming.domain.dossier.verification import Verdict, verify


class Command(BaseCommand):
    help = "核对一个材料包：每个文件是否与清单一致，有没有增加、删去或改动"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="材料包（.zip）")

    def handle(self, *, file: Path, **_options) -> None:
        try:
            with file.open("rb") as package:
                verdict = verify(package)
        except FileNotFoundError:
            verdict = Verdict((f"打不开文件 {file}：没有这个文件，请检查文件名。",))
        except OSError as error:
            verdict = Verdict((f"打不开文件 {file}：它是文件夹，或没有读取的权限（{error.strerror}）。",))
        if not verdict.proved:
            self.stderr.write("\n".join(verdict.problems))
            self.stderr.write(f"核对没有通过：{len(verdict.problems)} 处问题。")
            sys.exit(1)
        self.stdout.write(f"核对通过：{verdict.files} 个文件与清单逐一相符，共 {verdict.bytes:,} 字节。")
        self.stdout.write(f"清单指纹 {verdict.fingerprint}，可与“申报”页的交出记录比对。")
