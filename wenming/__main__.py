"""The command ``wenming`` (``python -m wenming``): the product's own commands, one list.

Each is a management command of the room it belongs to; reading a plan or a standard and watching over the
processes need no Django.
"""

import json
import os
import sys
from pathlib import Path

COMMANDS = {
    "plan read": "读一份方案，打印读出的内容：plan read [--format text|json] 文件",
    "standard read": "读一份测评体系，打印读出的条目、规则和疑点：standard read [--format text|json] 文件",
    "serve": "启动网站和后台任务：serve [--port N] [--host 地址] [--workers N]",
    "worker": "只启动后台任务：worker [--once]",
    "migrate": "建立或升级数据库",
    "create-admin": "开设第一个管理员账号",
    "demo-data": "写入演示数据",
    "backup": "备份数据库和文件：backup 目录 [--keep N] [--keys-to 另一目录]",
    "restore": "从备份恢复到空库：restore 备份目录 [--replace]",
    "check-files": "逐个核对库中文件的摘要",
    "clean-files": "列出没有任何地方引用的文件，加 --delete 清理：clean-files [--delete] [--days N]",
    "verify-audit": "核对操作日志有没有被改动",
    "verify-package": "核对一个材料包，不需要服务器：verify-package 文件",
    "rebuild-search": "重建台账的查找索引：rebuild-search [--read-again]",
    "compare-pictures": "比对升级以前的图片，中断后接着来：compare-pictures [--organisation 单位]",
    "rotate-keys": "换用新的加密密钥：rotate-keys [--status]",
    "doctor": "检查安装是否完好，逐项说怎么办：doctor [--json]",
}


def usage() -> int:
    print("用法：wenming 命令 [参数]\n")
    for name, purpose in COMMANDS.items():
        print(f"  {name:16}{purpose}")
    return 2


def read_plan_file(words: list[str]) -> int:
    """``plan read``: the label's JSON with what more the reader knows, or the same as text."""
    import argparse

    from wenming.domain.errors import RuleBroken
    from wenming.domain.plan.draft import to_json
    from wenming.domain.plan.label import as_label
    from wenming.domain.plan.printing import as_text
    from wenming.domain.plan.reader import read_plan
    from wenming.filestore.intake.lines.document import read_document

    parser = argparse.ArgumentParser(prog="wenming plan read")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("file", type=Path)
    wanted = parser.parse_args(words)
    try:
        draft = read_plan(read_document(wanted.file.read_bytes(), wanted.file.name))
    except OSError as error:
        print(f"打不开文件 {wanted.file}：{error.strerror}", file=sys.stderr)
        return 1
    except RuleBroken as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    found = {**as_label(draft), "reading": to_json(draft)}
    print(json.dumps(found, ensure_ascii=False, indent=1) if wanted.format == "json" else as_text(draft))
    return 0


def read_standard_file(words: list[str]) -> int:
    """``standard read``: the tree, its totals and what does not fit together."""
    import argparse

    from wenming.domain.errors import RuleBroken
    from wenming.domain.standard.draft import as_json
    from wenming.domain.standard.printing import as_text
    from wenming.domain.standard.reader import read_standard
    from wenming.standard.intake.document import read_source

    parser = argparse.ArgumentParser(prog="wenming standard read")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("file", type=Path)
    wanted = parser.parse_args(words)
    try:
        draft = read_standard(read_source(wanted.file.read_bytes(), wanted.file.name))
    except OSError as error:
        print(f"打不开文件 {wanted.file}：{error.strerror}", file=sys.stderr)
        return 1
    except RuleBroken as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print(json.dumps(as_json(draft), ensure_ascii=False, indent=1) if wanted.format == "json" else as_text(draft))
    return 0


def main() -> int:
    words = sys.argv[1:]
    if words[:2] == ["plan", "read"]:
        return read_plan_file(words[2:])
    if words[:2] == ["standard", "read"]:
        return read_standard_file(words[2:])
    if not words or words[0] not in COMMANDS:
        return usage()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
    if words[0] == "serve":
        from wenming.site.serving import serve

        return serve(words[1:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(["wenming", words[0].replace("-", "_"), *words[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
