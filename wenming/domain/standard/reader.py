"""A source into a draft: the one door of the reader. Nothing is guessed, nothing is mended in silence."""

from collections.abc import Sequence

from .building import build
from .columns import Layout
from .declared import components_of, total_of
from .draft import StandardDraft, Total
from .findings import Finding, FindingKind
from .laying import Laid, laid_out
from .objects import arrays, read_data, records
from .reconciling import counted, reconciled, total_mismatch
from .source import Row, Source, Table
from .vetoes import taken_out, veto_of
from .wording import tidy

_MOST_HEADS = 30


def read_standard(source: Source, layouts: Sequence[Layout | None] = ()) -> StandardDraft:
    """``layouts`` are those of an earlier draft, as a person corrected them, a table each."""
    laid = _laid_out(source, list(layouts))
    lines, vetoes = taken_out(laid.lines)
    built = build(lines)
    declared = laid.declared if laid.declared is not None else total_of(laid.aside)
    summed = counted(built.nodes)
    text = {key: said if said is not None else own for key, (said, own) in built.scores.items()}
    own = {key: said if said is not None else text for key, (text, said) in built.scores.items()}
    findings = [*laid.findings, *built.findings, *reconciled(built.nodes, built.printed)]
    if not built.nodes:
        findings.append(Finding(FindingKind.OTHER, "", "没有读出测评条目。请检查文件，或在页面上指定各列的内容"))
    findings += total_mismatch(declared, summed)
    return StandardDraft(
        built.nodes,
        Total(declared, summed, counted(built.nodes, text), counted(built.nodes, own)),
        tuple(sorted(findings, key=lambda one: one.row or 1_000_000_000)),
        (*laid.vetoes, *vetoes),
        components_of(laid.aside, declared),
        tidy(laid.aside[0])[:120] if laid.aside else "",
        tuple(tidy(text) for text in laid.aside),
        tuple(laid.layouts),
    )


def _laid_out(source: Source, layouts: list[Layout | None]) -> Laid:
    return laid_out(source, layouts) if source.data is None else _of_data(source.data, layouts)


def _of_data(data: object, layouts: list[Layout | None]) -> Laid:
    rows = records(data) or arrays(data)
    if rows:
        table = Table(tuple(Row(number, cells) for number, cells in enumerate(rows, start=1)))
        return laid_out(Source((table,)), layouts)
    lines, findings = read_data(data)
    laid = Laid(lines, findings)
    said = _told(data)
    laid.aside = [f"总分{said['total']}分"] if "total" in said else []
    laid.vetoes = [veto_of(text) for text in _veto_texts(data)]
    if "title" in said:
        laid.aside.insert(0, said["title"])
    return laid


def _heads(data: object) -> list[dict[str, object]]:
    """The object itself and the objects in it that describe the whole; those under numbers are lines."""
    found: list[dict[str, object]] = [data] if isinstance(data, dict) else []
    for one in found:
        inner = [value for key, value in one.items() if isinstance(value, dict) and not str(key).isdigit()]
        found += inner[: max(0, _MOST_HEADS - len(found))]
    return found


def _told(data: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _heads(data):
        for name, keys in (
            ("total", ("total", "total_score", "总分", "满分", "raw_total")),
            ("title", ("title", "name", "标题", "名称")),
        ):
            value = next((one[key] for key in keys if isinstance(one.get(key), str)), None)
            if isinstance(value, str) and value.strip():
                found.setdefault(name, value)
    return found


def _veto_texts(data: object) -> list[str]:
    for one in _heads(data):
        for key in ("vetoes", "veto", "负面清单", "一票否决", "negative_list"):
            said = one.get(key)
            items = said.get("items", []) if isinstance(said, dict) else said
            back = str(said.get("look_back") or "") if isinstance(said, dict) else ""
            if isinstance(items, list) and items:
                texts = [text for item in items if (text := _veto_text(item))]
                return [f"{back}{text}" if back else text for text in texts]
    return []


def _veto_text(item: object) -> str:
    if isinstance(item, dict):
        return next(
            (value for key in ("text", "name", "content", "内容") if isinstance(value := item.get(key), str)), ""
        )
    return item if isinstance(item, str) else ""
