"""Made-up standards of many shapes with their labels, and how much of a label a reading meets.

A file of ``genre`` holds a source (=== table, sheet, lines, mixed, text or yaml), its lines as an indented list (code |
name | score | rule | slots | methods; ``-`` for no score), and what else is expected. In a table ``^`` is a cell merged
with the one above.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from wenming.domain.codec import encode
from wenming.domain.standard.draft import StandardDraft
from wenming.domain.standard.nodes import Node, walk
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.source import Passage, Row, Source, Table
from wenming.standard.intake.grids import from_pasted
from wenming.standard.intake.yaml_text import parse_yaml

FOLDER = Path(__file__).parent / "genre"


@dataclass
class Expected:
    level: int
    code: str
    name: str
    score: Fraction | None
    rule: str = ""
    slots: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)


def sections(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            here = found.setdefault(line[4:].strip(), [])
        else:
            here.append(line)
    return found


def rows_of(lines: list[str]) -> tuple[Row, ...]:
    rows: list[Row] = []
    above: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        written = [cell.strip().replace("\\n", "\n") for cell in line.split("|")]
        merged = tuple(at for at, cell in enumerate(written) if cell == "^")
        above = tuple(above[at] if at in merged and at < len(above) else cell for at, cell in enumerate(written))
        rows.append(Row(number, above, merged))
    return tuple(rows)


def mixed(lines: list[str]) -> Source:
    parts: list[Table | Passage] = []
    rows: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if " | " in line:
            rows.append(line)
            continue
        if rows:
            parts.append(Table(rows_of(rows)))
            rows = []
        if line.strip():
            parts.append(Passage(number, line))
    return Source(tuple(parts))


def source_of(parts: dict[str, list[str]]) -> Source:
    sheets = {name[6:]: lines for name, lines in parts.items() if name.startswith("sheet ")}
    if sheets:
        return Source(tuple(Table(rows_of(lines), name) for name, lines in sheets.items()))
    if "mixed" in parts:
        return mixed(parts["mixed"])
    if "table" in parts:
        return Source((Table(rows_of(parts["table"])),))
    if "yaml" in parts:
        return Source(data=parse_yaml("\n".join(parts["yaml"])))
    if "text" in parts:
        return from_pasted("\n".join(parts["text"]))
    lines = enumerate(parts["lines"], start=1)
    return Source(tuple(Passage(number, line) for number, line in lines if line.strip()))


def expected(lines: list[str]) -> list[Expected]:
    found = []
    for line in lines:
        if line.strip():
            cells = [cell.strip() for cell in line.split("|")] + [""] * 6
            score = None if cells[2] == "-" else Fraction(cells[2])
            found.append(
                Expected(
                    (len(line) - len(line.lstrip())) // 2,
                    cells[0],
                    cells[1],
                    score,
                    cells[3],
                    [one.strip() for one in cells[4].split(",") if one.strip()],
                    [one.strip() for one in cells[5].split(",") if one.strip()],
                )
            )
    return found


def said(data: object, name: str) -> str:
    value = encode(getattr(data, name))
    return str(value)


def meets(data: object, words: str, kind: str) -> bool:
    """``shortfall required=2 unit=次``: the kind and each figure named."""
    parts = words.split()
    return kind == parts[0] and all(said(data, key) == value for key, value in (one.split("=", 1) for one in parts[1:]))


def marks(wanted: Expected, level: int, node: Node) -> dict[str, bool]:
    found = {
        "place": level == wanted.level,
        "code": node.code == wanted.code,
        "name": node.name == wanted.name,
        "score": node.max_score == wanted.score,
    }
    if wanted.rule:
        found["rule"] = meets(node.rule, wanted.rule, node.rule.type.value)
    if wanted.slots:
        found["slots"] = len(wanted.slots) == len(node.slots) and all(
            meets(slot, words, slot.kind) for slot, words in zip(node.slots, wanted.slots, strict=True)
        )
    if wanted.methods:
        found["methods"] = list(node.methods) == wanted.methods
    return found


def findings(parts: dict[str, list[str]]) -> list[tuple[str, str]]:
    pairs = [line.split(" ", 1) for line in parts.get("findings", []) if line.strip()]
    return sorted((kind, code[0] if code else "") for kind, *code in pairs)


def report(path: Path) -> tuple[dict[str, list[int]], list[str], StandardDraft]:
    """For each thing measured how many are right and how many there are; and what is wrong."""
    parts = sections(path)
    draft = read_standard(source_of(parts))
    wanted, nodes = expected(parts["label"]), list(walk(draft.nodes))
    tally: dict[str, list[int]] = {}
    wrong = [] if len(wanted) == len(nodes) else [f"{len(nodes)} lines instead of {len(wanted)}"]
    by_name = {}
    for level, node in nodes:
        by_name.setdefault(node.name, []).append((level, node))
    for one in wanted:
        found = by_name.get(one.name)
        level, node = found.pop(0) if found else (-1, Node("", ""))
        for key, right in marks(one, level, node).items():
            counts = tally.setdefault(key, [0, 0])
            counts[0] += right
            counts[1] += 1
            if not right:
                wrong.append(f"{one.code} {one.name[:24]}: {key} {_shown(key, level, node)}")
    whole = {
        "total": [str(draft.total.declared or "-"), str(draft.total.summed or "-")] == parts["total"][0].split(),
        "findings": sorted((one.kind.value, one.code) for one in draft.findings) == findings(parts),
        "vetoes": [str(one.months) for one in draft.vetoes] == [one for one in parts.get("vetoes", []) if one],
    }
    for key, right in whole.items():
        tally[key] = [int(right), 1]
        if not right:
            wrong.append(
                f"{key}: {draft.total if key == 'total' else [(f.kind.value, f.code) for f in draft.findings]}"
            )
    return tally, wrong, draft


def _shown(key: str, level: int, node: Node) -> object:
    return {
        "place": level,
        "code": node.code,
        "name": node.name,
        "score": node.max_score,
        "rule": node.rule,
        "slots": node.slots,
        "methods": node.methods,
    }[key]
