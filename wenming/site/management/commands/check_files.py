"""Whether every stored file still holds the bytes that were taken in."""

from django.core.management.base import BaseCommand, CommandError

from wenming.filestore.queries import files_to_check, organisations_with_files, orphans_of
from wenming.filestore.stores import StoreAway
from wenming.site.management.organisations import named

SHOWN = 50


class Command(BaseCommand):
    help = "逐个核对库中文件的大小和摘要"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--organisation", help="只核对这个单位（全称或简称）")

    def handle(self, *, organisation: str | None = None, **_options) -> None:
        try:
            faulty = sum(self._report(*one) for one in named(organisations_with_files(), organisation))
        except StoreAway as away:
            raise CommandError(f"核对没有做完：{away.strerror}。文件未必有事，请查好文件库再核对一次。") from away
        if faulty:
            raise CommandError(f"{faulty} 个文件有问题。请从备份找回原件，放回存储目录中的原位置，再核对一次。")

    def _report(self, organisation_id: int, name: str) -> int:
        self.stdout.write(f"{name}：")
        count = faults = 0
        for _, fault in files_to_check(organisation_id):
            count += 1
            if fault:
                faults += 1
                self.stdout.write(f"  {fault.sentence}")
        orphans = 0
        for orphan in orphans_of(organisation_id):
            orphans += 1
            if orphans <= SHOWN:
                self.stdout.write(f"  说明：{orphan} 没有登记，可能是中断的上传留下的，不影响使用。")
        verdict = f"{faults} 个有问题" if faults else "全部完好"
        self.stdout.write(f"  核对 {count} 个文件，{verdict}，未登记的 {orphans} 个。")
        return faults
