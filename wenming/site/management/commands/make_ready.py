"""What must be in order before the web processes start; ``serve`` runs it first."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wenming.site.management.statics import collect_changed


class Command(BaseCommand):
    help = "启动前的准备：核对数据库，整理界面文件"

    def handle(self, **options) -> None:
        refuse_an_unready_database()
        collect_changed()


def refuse_an_unready_database() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("数据库还没有建立或升级，请先运行 wenming migrate。")
