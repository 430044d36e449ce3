"""A draft for a person at a terminal."""

from .draft import StandardDraft
from .figures import shown
from .nodes import Material, walk


def as_text(draft: StandardDraft) -> str:
    lines = [draft.title] if draft.title else []
    for level, node in walk(draft.nodes):
        points = f"（{shown(node.max_score)}分）" if node.max_score is not None else ""
        rule = "" if node.children else f" [{node.rule.type.label}]"
        slots = "、".join(Material(slot.kind).label for slot in node.slots)
        lines.append(f"{'  ' * level}{node.code} {node.name}{points}{rule}{f' 〔{slots}〕' if slots else ''}")
    if draft.vetoes:
        lines += ["", "负面清单", *(f"  {veto.text}" for veto in draft.vetoes)]
    counts = "、".join(map(str, draft.counts()))
    said = "未写明" if draft.total.declared is None else shown(draft.total.declared)
    lines += ["", f"各层条数：{counts or '0'}", f"总分：写明 {said}，合计 {shown(draft.total.summed)}"]
    if draft.total.by_text != draft.total.by_field:
        lines.append(f"正文分值合计 {shown(draft.total.by_text)}，分值栏合计 {shown(draft.total.by_field)}")
    lines += ["", f"疑点 {len(draft.findings)} 处", *(f"  {one.code} {one.message}" for one in draft.findings)]
    return "\n".join(lines)
