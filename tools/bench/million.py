"""``python -m tools.bench.million --data FOLDER``: the ledger's reads at a million pieces against their own SQL.

Ours is what the ledger reads for one page: rows, files, counts, places where words were found. The control sends the
very statements of that page, spelled and with their values, through a bare cursor and fetches every row. With
DATABASE_URL it is measured on that PostgreSQL. Building takes minutes; what stands in FOLDER is taken as it is. The
pieces have their words, units and tallies, but no files and no citations.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .measure import HEAD, Cost, Measure, absolute, paired
from .processes import ROOT

GOAL, MOST_STATEMENTS = 2, 12
ASKED = {
    "read the ledger": {}, "read a unit's ledger": {"unit": 5}, "find 普法宣讲 (1 in 20)": {"text": "普法宣讲"},
    "find 普法 (1 in 20)": {"text": "普法"}, "find 龚雪 (1 in 16,667)": {"text": "龚雪"},
    "find 雪 (1 in 16,667)": {"text": "雪"}, "find 银杏社区 普法 (few)": {"text": "银杏社区 普法"},
    "find 梧桐 (none)": {"text": "梧桐"},
}
Statements = list[tuple[str, Any]]


def measure_million(folder: Path, rows: int) -> Iterator[Measure]:
    """In a process of its own, which takes the product's settings into itself."""
    command = [sys.executable, "-m", "tools.bench.million", "--data", str(folder), "--rows", str(rows), "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as told:
        for line in told.stdout or ():
            yield Measure(**json.loads(line))
    if told.returncode:
        raise RuntimeError(f"tools.bench.million: {told.returncode}")


def measures(rows: int, blocks: int) -> Iterator[Measure]:
    for name, given in ASKED.items():
        read = _reader({key: str(value) for key, value in given.items()})
        statements = _statements(read)
        yield paired(f"{name}, {rows} rows", _cpu(read), _cpu(lambda s=statements: _replay(s)), goal=GOAL,
                     unit="ms CPU", blocks=blocks)
        yield absolute(f"{name}: SQL", [len(statements)], goal=MOST_STATEMENTS, unit="statements")


def _reader(given: dict[str, str]) -> Callable[[], object]:
    """The reads of ``evidence.views.ledger`` for the office."""
    from django.utils import timezone

    from wenming.domain.authority import system
    from wenming.evidence.access import sight_for
    from wenming.evidence.queries.found import finds_of
    from wenming.evidence.queries.ledger import ledger_of
    from wenming.evidence.queries.pages import page_of_ledger
    from wenming.evidence.queries.rows import rows_of
    from wenming.evidence.queries.wanted import Wanted
    from wenming.organisation.models import Organisation

    viewer = system(Organisation.objects.order_by("pk").first().pk)

    def read() -> object:
        sight, wanted = sight_for(viewer), Wanted.read(given, viewer.organisation_id)
        page = page_of_ledger(sight, wanted, "")
        counted = ledger_of(sight, wanted, timezone.localdate(), found_none=not page.rows)
        keys = [one.pk for one in page.rows]
        found = finds_of(viewer.organisation_id, keys, wanted.terms) if wanted.text and keys else None
        return counted, rows_of(page.rows), found

    return read


def _statements(read: Callable[[], object]) -> Statements:
    from django.db import connection

    kept: Statements = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        kept.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        read()
    return kept


def _replay(statements: Statements) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def _cpu(act: Callable[[], object]) -> Cost:
    """Milliseconds: of this process, which is all of SQLite; with a server, of the clock, for it works elsewhere."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter

    def cost() -> float:
        before, times = clock(), 0
        while times < 3 or clock() - before < 0.2:
            act()
            times += 1
        return (clock() - before) * 1000 / times

    return cost


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.bench.million")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--blocks", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of the table")
    wanted = parser.parse_args()
    wanted.data.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ.update(WENMING_DATA=str(wanted.data), DJANGO_SETTINGS_MODULE="wenming.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from .million_rows import fill

    call_command("migrate", verbosity=0)
    fill(wanted.rows)
    if not wanted.json:
        print(HEAD)
    for one in measures(wanted.rows, wanted.blocks):
        print(json.dumps(asdict(one)) if wanted.json else one.as_line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
