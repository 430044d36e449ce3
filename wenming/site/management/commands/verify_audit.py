"""Whether the record of acts is as it was written."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from wenming.audit.queries import Verification, organisations_on_record, verification_of
from wenming.organisation.models import Organisation

FAULTS_SHOWN = 20


class Command(BaseCommand):
    help = "核对操作日志有没有被改动、删除或插入"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--organisation", help="只核对这个单位（全称或简称）")

    def handle(self, *, organisation: str | None = None, **options) -> None:
        faulty = 0
        for organisation_id, name in named(organisations_on_record(), organisation):
            faulty += self._report(name, verification_of(organisation_id))
        if faulty:
            raise CommandError(f"{faulty} 个单位的操作日志有改动。请保留现场，不要再启动系统，并报告安全管理员。")

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


def named(on_record: list[int], wanted: str | None) -> list[tuple[int, str]]:
    """The organisations to look at, with their names. Raises CommandError for a name nobody has."""
    names = dict(Organisation.objects.values_list("pk", "name"))
    if wanted is None:
        return [(one, names.get(one, f"编号 {one}（已不在名录）")) for one in on_record]
    found = Organisation.objects.filter(name=wanted) or Organisation.objects.filter(short_name=wanted)
    if not found:
        raise CommandError(f"没有名为“{wanted}”的单位。")
    return [(one.pk, one.name) for one in found]
