"""``wenming demo-data``: tells the story of the fictional department, or reads one's own document for a trial."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from wenming.audit.actions import seal_all
from wenming.demo.queries import installed
from wenming.demo.story.calendar import Stage
from wenming.demo.story.script import ORGANISATION, PASSWORD, TRIAL_ORGANISATION
from wenming.demo.story.telling import tell
from wenming.demo.story.trial import try_out
from wenming.domain.errors import RuleBroken


class Command(BaseCommand):
    help = "写入演示数据：虚构的示范省财政厅开展创建的经过；或把您自己的方案读成一份待校核的方案。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stage", choices=[stage.value for stage in Stage], default=Stage.MIDCOURSE.value,
                            help="讲到哪一步：proposal 刚读入方案，opened 任务已下达，midcourse 活动过半（默认）")
        parser.add_argument("--seed", type=int, default=1, help="同一个数、同一天得到同样的内容（默认 1）")
        parser.add_argument("--plan", type=Path, metavar="FILE", help="不用演示内容，读入您自己的方案（.txt 或 .docx）")

    def handle(self, *, stage: str, seed: int, plan: Path | None, **_options: Any) -> None:
        if plan is not None:
            self._try_out(plan)
        else:
            self._tell(Stage(stage), seed)
        seal_all()  # a year told in a minute: the record is whole from the first look on
        _mark_as_trial()
        self._say_whom()

    def _tell(self, stage: Stage, seed: int) -> None:
        began = monotonic()
        told = tell(stage=stage, seed=seed, today=timezone.localdate(), say=self.stdout.write)
        if told is None:
            self.stdout.write(f"{ORGANISATION}的演示数据已经在了，没有改动。")
        else:
            self.stdout.write(f"演示数据已写入，用时 {monotonic() - began:.0f} 秒。缩略图由后台任务接着生成。")

    def _try_out(self, plan: Path) -> None:
        try:
            revision = try_out(data=plan.read_bytes(), name=plan.name, at=timezone.now())
        except OSError as error:
            self._refuse(f"打不开文件“{plan}”（{error.strerror}）。请检查路径。")
        except RuleBroken as refusal:
            self._refuse(refusal.sentence)
        if revision is None:
            self.stdout.write(f"这份文件已经读入过{TRIAL_ORGANISATION}，没有改动。")
        else:
            self.stdout.write(f"“{revision.work_plan.title}”已读入{TRIAL_ORGANISATION}，等待校核。")

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)

    def _say_whom(self) -> None:
        for body in installed():
            self.stdout.write(f"{body.organisation}可用以下账号登录，密码都是 {PASSWORD}：")
            for account in body.accounts:
                self.stdout.write(f"  {account.username:<16}{account.who}：{account.what}")


def _mark_as_trial() -> None:
    """Passwords printed for everyone cannot be kept to the rules of real ones: the installation says that it is a trial
    from now on (WENMING_TRIAL)."""
    settings.TRIAL_MARK.touch()
