"""The lines of a plan into a draft: the one function the rest of the product calls."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenming.domain.plan.clauses import read_clauses
from wenming.domain.plan.document import Document, read_document_parts
from wenming.domain.plan.document_findings import document_findings, group_findings, phase_findings
from wenming.domain.plan.draft import AreaDraft, ClauseDraft, GroupDraft, PhaseDraft, PlanDraft, TaskDraft
from wenming.domain.plan.expressions import states_rule
from wenming.domain.plan.findings import FindingKind, Findings
from wenming.domain.plan.grids import Grid, grids
from wenming.domain.plan.group import read_group
from wenming.domain.plan.lines import Line
from wenming.domain.plan.outline import Section, outline
from wenming.domain.plan.paragraphs import Paragraph, paragraphs_of
from wenming.domain.plan.phases_text import phase_sections, read_phases
from wenming.domain.plan.phases_told import phases_in_sentences
from wenming.domain.plan.proposed_tasks import reports, says_plan
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.section_tasks import heading_over
from wenming.domain.plan.table_tasks import head_row, table_tasks
from wenming.domain.plan.task_findings import add_task_findings
from wenming.domain.plan.tasks import areas_of, task_drafts
from wenming.domain.plan.text_tasks import text_tasks
from wenming.domain.plan.twins import told_in, without_twins

_HONOUR = re.compile(r"(?:全国|全省|全市|省级|市级|县级|省直|市直|区级)?文明(?:单位标兵|单位|城市|校园|村镇|机关|窗口)")


@dataclass(frozen=True, slots=True)
class _Parts:
    clauses: list[ClauseDraft]
    areas: list[AreaDraft]
    tasks: list[TaskDraft]
    phases: list[PhaseDraft]
    group: GroupDraft | None


def read_plan(lines: Sequence[Line]) -> PlanDraft:
    """Read any document; what is not there stays empty and what is not clear becomes a finding. Never raises."""
    document = read_document_parts(paragraphs_of(lines))
    findings = Findings()
    body, tables = _without_tables(document.body, findings)
    root = outline(body)
    sections = phase_sections(root)
    phases = read_phases(sections, document.issued_on) or phases_in_sentences(root, document.issued_on)
    raw = _raw_tasks(document, root, sections, tables, findings)
    rule = any(states_rule(part.passage) for part in (*document.cover, *document.body) if not part.cells)
    areas, headings = areas_of(raw)
    tasks = task_drafts(raw, headings, rule_everywhere=rule, findings=findings)
    group = read_group(document.body)
    add_task_findings(raw, tasks, findings)
    document_findings(document, tasks, findings)
    phase_findings(phases, findings)
    group_findings(group, findings)
    items, above = _items(root, sections, raw)
    used = {part.line for task in raw for part in task.printed}
    clauses = read_clauses(root, document.cover, items, above, used)
    parts = _Parts(clauses, areas, tasks, [phase for phase, _ in phases], group)
    return _draft(document, parts, findings)


def _draft(document: Document, parts: _Parts, findings: Findings) -> PlanDraft:
    everything = " ".join(part.text for part in (*document.cover, *document.body))
    return PlanDraft(
        title=document.printed_title,
        issuer=document.issuer,
        document_number=document.number,
        issued_on=document.issued_on,
        recipients=document.recipients,
        disclosure=document.disclosure,
        honour=_honour(document.printed_title, everything),
        clauses=tuple(parts.clauses),
        group=parts.group,
        areas=tuple(parts.areas),
        tasks=tuple(parts.tasks),
        phases=tuple(parts.phases),
        findings=findings.sorted(),
        title_spans=document.title.pieces,
        issuer_spans=document.issuer_spans,
        date_spans=document.date_spans,
        disclosure_spans=document.disclosure_spans,
    )


def _honour(title: str, text: str) -> str:
    found = _HONOUR.search(title) or _HONOUR.search(text)
    return found.group() if found else ""


def _without_tables(body: Sequence[Paragraph], findings: Findings) -> tuple[list[Paragraph], list[Grid]]:
    found = grids(body)
    known: list[Grid] = []
    for grid in found:
        if head_row(grid) is not None:
            known.append(grid)
        elif len(grid.rows) > 1:
            pieces = [piece for row in grid.rows for cell in row for piece in cell.pieces]
            findings.add(FindingKind.UNREAD_TABLE, pieces[0] if pieces else None)
    used = {at for grid in known for at in grid.used}
    return [paragraph for at, paragraph in enumerate(body) if at not in used], known


def _raw_tasks(
    document: Document, root: Section, phases: list[Section], tables: list[Grid], findings: Findings
) -> list[RawTask]:
    """Tables and text; where a table names the owners, the text proposes only the tasks the table repeats."""
    inside = len(tables)
    for annex in document.annexes:
        tables = tables + [grid for grid in grids(annex) if head_row(grid) is not None]
    for grid in tables:
        for row in grid.broken:
            findings.add(FindingKind.UNREAD_ROW, row.pieces[0] if row.pieces else None, what=row.text)
    headings: dict[Section, Heading] = {}
    rows = [task for grid in tables[:inside] for task in table_tasks(grid, heading_over(grid.line, root, headings))]
    own = len(rows)
    rows += [task for grid in tables[inside:] for task in table_tasks(grid)]
    title = document.printed_title
    propose = document.official and not reports(title)
    found = text_tasks(root, phases, propose=propose, is_plan=says_plan(title))
    if rows and not any(task.owners.names() and not task.inferred for task in found):
        found = told_in(rows, found)
    if not found and not rows:
        for annex in document.annexes:
            found.extend(text_tasks(outline(annex), (), propose=False))
    return sorted(without_twins(found, rows, len(rows) - own), key=_printed_at)


def _printed_at(task: RawTask) -> tuple[int, int]:
    return task.where.line, task.where.pieces[0].start if task.where.pieces else 0


def _items(root: Section, phases: list[Section], raw: list[RawTask]) -> tuple[set[Section], set[Section]]:
    """The sections that are phases or tasks, and the headings above them (or above tasks without a number)."""
    starts = {task.where.line for task in raw}
    items: set[Section] = set()
    above: set[Section] = set()
    for section in root.walk():
        own = section.marker is not None and section.whole.line in starts
        if section in phases or own:
            items.add(section)
        if section in items or any(part.line in starts for part in section.body):
            here = section.parent if section in items else section
            while here is not None and here not in above:
                above.add(here)
                here = here.parent
    return items, above
