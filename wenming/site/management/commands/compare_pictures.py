"""Pictures that came before there was an index of them are put into it, and compared."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from wenming.filestore.actions.comparing import compare
from wenming.filestore.queries import organisations_with_files, pictures_to_compare
from wenming.site.management.organisations import named


class Command(BaseCommand):
    help = "把还没有比对过的图片补进索引，逐张比对；中断后再运行，从没比对的继续"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--organisation", help="只比对这个单位（全称或简称）")

    def handle(self, *, organisation: str | None = None, **_options) -> None:
        for organisation_id, name in named(organisations_with_files(), organisation):
            count = alike = 0
            for file in pictures_to_compare(organisation_id):
                alike += len(compare(file, at=timezone.now()))
                count += 1
            self.stdout.write(f"{name}：比对图片 {count} 张，发现相似 {alike} 处。")
