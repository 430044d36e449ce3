"""What lies in the store and serves nothing: shown, and taken away where that is asked for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wenming.domain.authority import system
from wenming.filestore.actions.clearing import clear, clear_waiting_room
from wenming.filestore.queries import organisations_with_files
from wenming.filestore.queries.clearing import LEAST_DAYS, Leftover, leftovers
from wenming.filestore.stores import StoreAway
from wenming.shell.jinja import filesize, moment
from wenming.site.management.organisations import named

WORDS = {"file": "没有地方引用", "bytes": "没有登记", "parts": "没有传完"}


class Command(BaseCommand):
    help = "列出文件库里没有任何地方引用的东西；加 --delete 才真的清理"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--delete", action="store_true", help="真的清理（默认只列出来）")
        parser.add_argument("--days", type=int, default=settings.CLEAN_DAYS or 30, help="存满几天才算（至少 8）")
        parser.add_argument("--organisation", help="只看这个单位（全称或简称）")

    def handle(self, *, delete: bool, days: int, organisation: str | None = None, **_options) -> None:
        if days < LEAST_DAYS:
            raise CommandError(f"至少 {LEAST_DAYS} 天：刚上传的文件在几天内还可能被归集。")
        at = timezone.now()
        before = at - timedelta(days=days)
        try:
            for organisation_id, name in named(organisations_with_files(), organisation):
                self._one(organisation_id, name, before, at, delete)
        except StoreAway as away:
            raise CommandError(f"没有做完：{away.strerror}。请查好文件库再来一次。") from away
        if delete:
            self.stdout.write(f"本机待收区：清掉 {clear_waiting_room(before=before)} 个传了一半的文件。")

    def _one(self, organisation_id: int, name: str, before: datetime, at: datetime, delete: bool) -> None:
        self.stdout.write(f"{name}：")
        found = [self._listed(one) for one in leftovers(organisation_id, before=before)]
        if not delete:
            size = filesize(sum(one.size for one in found))
            self.stdout.write(f"  可清理 {len(found)} 项，{size}。什么都没有动；确要清理请加 --delete。"
                              if found else "  没有可清理的。")
            return
        done = clear(found, before=before, by=system(organisation_id), at=at)
        gone = done.file + done.bytes + done.parts
        self.stdout.write(f"  清理 {gone} 项，{filesize(done.size)}；又有地方要用、没有清理的 {done.kept} 项。")

    def _listed(self, one: Leftover) -> Leftover:
        when = f"，{moment(one.since)}存入" if one.since else ""
        self.stdout.write(f"  {WORDS[one.kind]}：{one.label}（{filesize(one.size)}{when}）")
        return one
