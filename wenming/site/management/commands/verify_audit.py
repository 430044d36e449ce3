"""Whether the record of acts is as it was written."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from wenming.audit.queries import Verification, organisations_on_record, position_of, verification_of
from wenming.site.management.organisations import named

FAULTS_SHOWN = 20


class Command(BaseCommand):
    help = "核对操作日志有没有被改动、删除或插入"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--organisation", help="只核对这个单位（全称或简称）")
        parser.add_argument("--head", help="以前抄下的链尾，核对它还在不在链中")

    def handle(self, *, organisation: str | None = None, head: str | None = None, **_options) -> None:
        faulty = 0
        for organisation_id, name in named(organisations_on_record(), organisation):
            faulty += self._report(name, verification_of(organisation_id))
        if head and not self._report_head(head):
            raise CommandError("抄下的链尾不在链中，之前的日志被整段改写过。请保留现场，并报告安全管理员。")
        if faulty:
            raise CommandError(f"{faulty} 个单位的操作日志有改动。请保留现场，不要再启动系统，并报告安全管理员。")

    def _report_head(self, head: str) -> bool:
        position = position_of(head)
        if position:
            self.stdout.write(f"抄下的链尾是第 {position} 条，仍在链中。")
        return position is not None

    def _report(self, name: str, verification: Verification) -> bool:
        shown = list(islice(verification.faults, FAULTS_SHOWN))
        more = sum(1 for _ in verification.faults)
        verdict = f"发现 {len(shown) + more} 处改动：" if shown else "没有发现改动。"
        self.stdout.write(f"{name}：已封存 {verification.head.length} 条，待封存 {verification.unsealed} 条，{verdict}")
        for fault in shown:
            self.stdout.write(f"  {fault.sentence}")
        if more:
            self.stdout.write(f"  另有 {more} 处，未逐条列出。")
        self.stdout.write(f"  链尾 {verification.head.digest or '（空）'}")
        return bool(shown)
