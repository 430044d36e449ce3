"""Documents with what a careful reader takes from each: real ones from a folder, made-up ones from the tests.

A made-up one is a ``.plan`` file: the label above ``---``, the document below, a table row between two ``|``.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenming.domain.plan.lines import Line
from wenming.filestore.intake.lines.document import read_document

GENRE = Path(__file__).resolve().parents[1] / "tests" / "domain" / "plan" / "genre"
SUFFIXES = (".txt", ".docx", ".pdf", ".doc", ".wps", ".ofd")
_NAMED = {"L": "lead_units", "R": "responsible_units", "P": "responsible_people"}


@dataclass(frozen=True, slots=True)
class Case:
    """``lines`` are read late: a document that is refused is refused while it is measured."""

    name: str
    gold: dict[str, Any]
    source: Path

    def lines(self) -> list[Line]:
        """The document's lines. Raises ``InputRefused``."""
        if self.source.suffix == ".plan":
            return made_up_lines(self.source.read_text(encoding="utf-8").split("\n---\n", 1)[1])
        return read_document(self.source.read_bytes(), self.source.name)


def real_cases(folder: Path) -> Iterator[Case]:
    """Every NAME.json of a folder with the documents NAME.* beside it."""
    for label in sorted(folder.glob("*.json")):
        gold = json.loads(label.read_text(encoding="utf-8"))
        for suffix in SUFFIXES:
            if (source := label.with_suffix(suffix)).exists():
                yield Case(source.name, gold, source)


def made_up_cases(folder: Path = GENRE) -> Iterator[Case]:
    """The documents written for the tests."""
    for source in sorted(folder.glob("*.plan")):
        head = source.read_text(encoding="utf-8").split("\n---\n", 1)[0]
        yield Case(source.stem, made_up_label(head), source)


def made_up_lines(text: str) -> list[Line]:
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw.startswith("|"):
            cells = tuple(cell.strip() for cell in raw.strip().strip("|").split("|"))
            lines.append(Line(number, "\t".join(cells), None, cells))
        else:
            lines.append(Line(number, raw))
    return lines


def made_up_label(head: str) -> dict[str, Any]:
    """One line an item: ``task: number|title|L=a+b|R=c|P=d|due=…|T=text~op~value~unit;…`` and the like."""
    gold: dict[str, Any] = dict.fromkeys(("title", "issuer", "date", "leading_group"))
    gold.update(tasks=[], phases=[])
    category = None
    for row in head.strip().split("\n"):
        kind, _, rest = row.partition(": ")
        if kind == "cat":
            category = rest or None
        elif kind == "task":
            gold["tasks"].append(_task(rest, category))
        elif kind == "phase":
            name, start, end = rest.split("|")
            gold["phases"].append({"name": name, "start": start or None, "end": end or None})
        elif kind == "group":
            gold["leading_group"] = _group(rest)
        else:
            gold[kind] = rest
    return gold


def _task(row: str, category: str | None) -> dict[str, Any]:
    number, title, *more = row.split("|")
    task: dict[str, Any] = {"number": number or None, "title": title, "category": category, "due": None, "targets": []}
    task.update({key: [] for key in _NAMED.values()})
    for part in more:
        key, _, value = part.partition("=")
        if key in _NAMED:
            task[_NAMED[key]] = value.split("+")
        elif key == "due":
            task["due"] = value
        else:
            task["targets"] = [_target(one) for one in value.split(";")]
    return task


def _target(text: str) -> dict[str, Any]:
    words, op, value, unit = text.split("~")
    return {"text": words, "op": op, "value": float(value), "unit": unit}


def _group(row: str) -> dict[str, Any]:
    group: dict[str, Any] = {"leader": [], "deputy": [], "members": [], "office_members": [], "office_unit": None}
    for part in row.split("|"):
        key, _, value = part.partition("=")
        group["office_unit" if key == "office" else key] = value if key == "office" else value.split("+")
    return group
