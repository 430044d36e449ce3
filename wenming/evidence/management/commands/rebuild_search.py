"""Make what evidence is found by anew: after an upgrade, or where a file was read badly."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from wenming.domain.authority import system
from wenming.evidence.actions.indexing import rebuild
from wenming.evidence.models import Evidence


class Command(BaseCommand):
    help = "重建台账的查找索引；没有读过文字的文件排进后台任务"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--read-again", action="store_true", help="读过的文件也重新读一遍")

    def handle(self, *, read_again: bool = False, **_options) -> None:
        done = asked = 0
        for key, organisation_id in Evidence.objects.order_by("pk").values_list("pk", "organisation_id").iterator():
            by = system(organisation_id)
            asked += rebuild(evidence_id=key, read_again=read_again, by=by, at=timezone.now())
            done += 1
        self.stdout.write(f"已重建 {done} 件佐证的索引；{asked} 件有文件要读，已排进后台任务。")
