"""Whether this installation is well: says each thing it looked at and what to do, and fails if one is not."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from wenming.site.looks import State, everything


class Command(BaseCommand):
    help = "检查安装是否完好，逐项说怎么办"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="每项一个对象，给监控读")

    def handle(self, **options) -> None:
        looks = everything()
        if options["json"]:
            self.stdout.write(as_json(looks))
        else:
            for look in looks:
                self.stdout.write(f"{look.state.sign} {look.name}：{look.words}")
                if look.todo:
                    self.stdout.write(f"  → {look.todo}")
        ill = sum(look.state == State.ILL for look in looks)
        if ill:
            raise CommandError(f"有 {ill} 处需要处理。")
        if not options["json"]:
            warned = sum(look.state == State.WARN for look in looks)
            self.stdout.write(self.style.SUCCESS(f"可以使用，{warned} 处请留意。" if warned else "一切正常。"))


def as_json(looks: list) -> str:
    return json.dumps([asdict(look) for look in looks], ensure_ascii=False, indent=1)
