"""Writes the reference pages that could drift from the code; ``--check`` only compares and fails where they differ."""

import sys
from pathlib import Path

from .states import states_page

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
HEAD = "<!-- 由 python3 run.py docs 生成，请勿手改 -->\n\n"


def settings_page() -> str:
    from wenming.site.settings.environment import KNOWN

    rows = "\n".join(f"| `{name}` | {purpose} |" for name, purpose in KNOWN.items())
    return f"# 设置\n\n全部设置都从环境变量读取。\n\n| 变量 | 用途 |\n|---|---|\n{rows}\n"


def commands_page() -> str:
    from wenming.__main__ import COMMANDS

    rows = "\n".join(f"| `wenming {name}` | {purpose} |" for name, purpose in COMMANDS.items())
    return f"# 命令\n\n`wenming` 等同于 `python -m wenming`。\n\n| 命令 | 用途 |\n|---|---|\n{rows}\n"


def roles_page() -> str:
    from wenming.domain.authority import ROLES, Permission

    head = "| 角色 | 做什么 | " + " | ".join(f"`{one}`" for one in Permission) + " |"
    rule = "|---|---|" + "---|" * len(Permission)
    rows = [
        f"| {card.label} `{role}` | {card.duty} | "
        + " | ".join(("本单位" if card.of_unit else "✓") if one in card.permissions else "" for one in Permission)
        + " |"
        for role, card in ROLES.items()
    ]
    intro = "# 角色与权限\n\n系统管理员、安全管理员、审计管理员互斥，也不得兼任业务角色。\n\n"
    return intro + "\n".join([head, rule, *rows]) + "\n"


def events_page() -> str:
    import importlib

    import django

    django.setup()
    from wenming.audit.registry import kinds

    for path in sorted((ROOT / "wenming").glob("*/events.py")):
        importlib.import_module(f"wenming.{path.parent.name}.events")
    rows = "\n".join(f"| `{code}` | {kind.sentence} |" for code, kind in sorted(kinds().items()))
    return f"# 操作日志的事件\n\n| 事件 | 句式 |\n|---|---|\n{rows}\n"


def data_map_page() -> str:
    import django

    django.setup()
    from wenming.personal.queries.data_map import data_map

    intro = "系统在哪些表里保存个人信息：为什么存、依据什么、存多久、谁能看、是否加密。条款都是《个人信息保护法》的。"
    lines = ["# 数据地图", "", intro, ""]
    lines += ["| 表 | 项目 | 敏感程度 | 加密 | 用途 | 依据 | 谁能看 | 保存多久 |", "|---|---|---|---|---|---|---|---|"]
    for table in data_map():
        one = table.holding
        for mapped in table.fields:
            lines.append(
                f"| {one.table} `{one.model}` | {mapped.field.label} `{mapped.field.name}` | "
                f"{mapped.field.sensitivity.label} | {'是' if mapped.encrypted else ''} | {one.purpose} | "
                f"{one.basis.label} | {one.seen_by} | {one.retention} |"
            )
    return "\n".join(lines) + "\n"


def permissions_page() -> str:
    """From the table the product's answers are held against (tests/contracts/test_permissions.py)."""
    lines = (ROOT / "tests" / "contracts" / "permissions.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = (line.split("\t") for line in lines)
    cells = ["| " + " | ".join([row[0], f"`{row[1]}`", *row[2:]]) + " |" for row in rows]
    intro = (
        "# 谁能办什么\n\n每格依次是：本单位（处室）的、本机关其他单位的、外机关的。可＝能看能办，拒＝没有这个权限，"
        "无＝看不到，如同没有。不带编号的地址只有一个字。此表由测试逐格核对。\n\n"
    )
    return intro + "\n".join(["| " + " | ".join(head) + " |", "|---" * len(head) + "|", *cells]) + "\n"


PAGES = {
    "settings.md": settings_page, "commands.md": commands_page, "roles.md": roles_page, "events.md": events_page,
    "permissions.md": permissions_page, "data-map.md": data_map_page,
    "states.md": states_page,
}


def main() -> int:
    checking, drifted = "--check" in sys.argv, []
    for name, make in PAGES.items():
        page, text = REFERENCE / name, HEAD + make()
        if checking:
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                drifted.append(name)
        else:
            page.write_text(text, encoding="utf-8")
    if drifted:
        print("过时的页面：" + "、".join(drifted) + "；请运行 python3 run.py docs")
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
