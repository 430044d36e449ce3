"""Two published standards laid out anew in sixteen shapes: each gives the lines, scores and findings of the first."""

import csv
import io
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.rooms.plan.word import docx, p
from tests.rooms.standard.rendering import as_csv, as_docx, as_xlsx, escaped
from wenming.domain.standard.draft import StandardDraft
from wenming.domain.standard.figures import shown
from wenming.domain.standard.nodes import Node, walk
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.source import Row
from wenming.standard.intake.document import read_source

FOLDER = Path(os.environ.get("WENMING_STANDARDS") or "/nonexistent")
STANDARDS = ["enshi-2017.yaml", "hunan-szjggw-2017.yaml"]
HAN = "一二三四五六七八九十"
Nodes = tuple[Node, ...]

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="WENMING_STANDARDS names no folder with standards: nothing real was laid out anew"
)


def read(data: bytes | str, name: str) -> StandardDraft:
    return read_standard(read_source(data.encode() if isinstance(data, str) else data, name))


@cache
def published(name: str) -> Nodes:
    return read((FOLDER / name).read_bytes(), name).nodes


def points(node: Node) -> str:
    return "" if node.max_score is None else shown(node.max_score)


def bracketed(node: Node) -> str:
    return f"{node.name}（{points(node)}分）"


def grid(
    nodes: Nodes, head: list[str], cells: Callable[[Node, Node, Node], list[str]], group: int, item: int
) -> tuple[Row, ...]:
    """A row for each line of the third level; ``group`` and ``item`` columns at the left are merged downwards."""
    rows = [Row(1, tuple(head))]
    for one in nodes:
        for at, middle in enumerate(one.children):
            for last, leaf in enumerate(middle.children):
                merged = tuple(range(group)) if at or last else ()
                merged += tuple(range(group, group + item)) if last else ()
                rows.append(Row(len(rows) + 1, tuple(cells(one, middle, leaf)), merged))
    return tuple(rows)


def codes(nodes: Nodes) -> tuple[Row, ...]:
    return grid(
        nodes,
        ["测评项目", "测评指标", "测评标准", "分值", "得分"],
        lambda g, i, c: [f"{g.code} {bracketed(g)}", f"{i.code} {bracketed(i)}", f"{c.code} {c.name}", points(c), ""],
        1,
        1,
    )


def scores(nodes: Nodes) -> tuple[Row, ...]:
    return grid(
        nodes,
        ["类别", "分值", "考核项目", "分值", "考核内容", "分值"],
        lambda g, i, c: [g.name, points(g), i.name, points(i), c.name, points(c)],
        2,
        2,
    )


def written_out(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(Row(row.number, row.cells) for row in rows)


def outline(nodes: Nodes) -> list[str]:
    lines = []
    for at, group in enumerate(nodes):
        lines.append(f"{HAN[at]}、{bracketed(group)}")
        for number, item in enumerate(group.children):
            lines.append(f"（{HAN[number] if number < 10 else '十' + HAN[number - 10]}）{bracketed(item)}")
            lines += [f"{last}.{bracketed(leaf)}" for last, leaf in enumerate(item.children, start=1)]
    return lines


def links(nodes: Nodes) -> list[dict[str, str]]:
    numbers = {id(node): str(at * 3) for at, (_, node) in enumerate(walk(nodes), start=1)}
    above = {id(child): numbers[id(node)] for _, node in walk(nodes) for child in node.children}
    return [
        {"id": numbers[id(node)], "pid": above.get(id(node), "0"), "name": node.name, "score": points(node)}
        for _, node in walk(nodes)
    ]


def nested(node: Node) -> dict[str, object]:
    return {"title": node.name, "fullScore": points(node), "items": [nested(child) for child in node.children]}


def flat(nodes: Nodes, head: tuple[str, ...], cells: Callable[[int, Node], tuple[str, ...]]) -> tuple[Row, ...]:
    return (Row(1, head), *(Row(at, cells(level, node)) for at, (level, node) in enumerate(walk(nodes), start=2)))


def lists(nodes: Nodes) -> tuple[Row, ...]:
    rows = [Row(1, ("项目", "指标", "标准及分值"))]
    for group in nodes:
        for at, item in enumerate(group.children):
            listed = "\n".join(f"{number}.{bracketed(leaf)}" for number, leaf in enumerate(item.children, start=1))
            cells = (f"{group.name}\n（{points(group)}分）", bracketed(item), listed)
            rows.append(Row(len(rows) + 1, cells, (0,) if at else ()))
    return tuple(rows)


def table(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


SHAPES: dict[str, Callable[[Nodes], StandardDraft]] = {
    "workbook with codes": lambda nodes: read(as_xlsx({"表": codes(nodes)}), "a.xlsx"),
    "word table with codes": lambda nodes: read(as_docx(codes(nodes)), "a.docx"),
    "workbook with columns of scores": lambda nodes: read(as_xlsx({"表": scores(nodes)}), "a.xlsx"),
    "word table with columns of scores": lambda nodes: read(as_docx(scores(nodes)), "a.docx"),
    "csv in GB18030": lambda nodes: read(as_csv(scores(nodes), "gb18030"), "a.csv"),
    "every row written out": lambda nodes: read(as_csv(written_out(scores(nodes)), "utf-8"), "a.csv"),
    "every row written out, with codes": lambda nodes: read(as_xlsx({"表": written_out(codes(nodes))}), "a.xlsx"),
    "numbered text": lambda nodes: read("\n".join(outline(nodes)), "a.txt"),
    "numbered word document": lambda nodes: read(docx(*(p(escaped(line)) for line in outline(nodes))), "a.docx"),
    "dotted text": lambda nodes: read("\n".join(f"{node.code} {bracketed(node)}" for _, node in walk(nodes)), "a.txt"),
    "parents in csv": lambda nodes: read(table(links(nodes)), "a.csv"),
    "parents in json": lambda nodes: read(json.dumps({"RECORDS": links(nodes)}), "a.json"),
    "nested json": lambda nodes: read(json.dumps([nested(node) for node in nodes]), "a.json"),
    "one column with codes": lambda nodes: read(
        as_xlsx(
            {"表": flat(nodes, ("编号", "指标", "分值"), lambda _, node: (node.code, node.name, points(node)))},
            numbers=False,
        ),
        "a.xlsx",
    ),
    "one column set in": lambda nodes: read(
        as_xlsx(
            {"表": flat(nodes, ("指标", "分值"), lambda level, node: ("\u3000" * level + node.name, points(node)))}
        ),
        "a.xlsx",
    ),
    "lists in cells": lambda nodes: read(as_xlsx({"表": lists(nodes)}), "a.xlsx"),
}


@pytest.mark.parametrize("name", STANDARDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_published_standard_in_another_shape(name, shape):
    nodes = published(name)
    found = SHAPES[shape](nodes)
    told = [(level, node.name, node.max_score) for level, node in walk(found.nodes)]
    assert told == [(level, node.name, node.max_score) for level, node in walk(nodes)]
    kinds = ["deduction_over_max", "deduction_over_max", "missing_verb", "other", "parent_child_conflict"]
    assert [one.kind.value for one in found.findings] == (kinds if name == STANDARDS[0] else [])
