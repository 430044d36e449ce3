"""Going over to a new key: everything new at once, everything older row by row in the background."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wenming.domain.errors import RuleBroken
from wenming.vault import keyring
from wenming.vault.actions import rotate_keys
from wenming.vault.queries import standings


class Command(BaseCommand):
    help = "换用新的加密密钥，已有内容在后台逐行重新加密"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--status", action="store_true", help="只看各表用的是哪一版密钥，不更换")

    def handle(self, *, status: bool, **_options) -> None:
        try:
            if not status:
                self._rotate()
            self._show()
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from refusal

    def _rotate(self) -> None:
        rotation = rotate_keys(at=timezone.now())
        if rotation.made:
            self.stdout.write(f"第 {rotation.version} 版密钥已启用，请备份密钥目录：{keyring.folder()}。")
        else:
            self.stdout.write("上一次更换还没有办完，先接着办；办完后再运行一次，才会生成新密钥。")
        self.stdout.write(
            f"重新加密交给后台办理，共 {len(rotation.jobs)} 项；期间内容照常能看能改。旧密钥请留着：旧备份要用。"
        )

    def _show(self) -> None:
        self.stdout.write(f"现用第 {keyring.current().version} 版密钥（{keyring.current().algorithm}）。")
        for one in standings():
            words = f"还有 {one.earlier} 行用旧密钥" if one.earlier else "都用现用密钥"
            self.stdout.write(f"  {one.table}：{one.rows} 行有加密内容，{words}。")
