"""What the reader found, as lines a person reads on a terminal."""

from .draft import Finding, Owner, PlanDraft, TaskDraft
from .label import as_label

DISCLOSURE = {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开", "": "未写明"}


def as_text(draft: PlanDraft) -> str:
    """Head, tasks by area, phases and findings, each finding with its line."""
    label = as_label(draft)
    head = [
        f"《{draft.title or '（没有读出标题）'}》",
        f"发文：{draft.issuer or '—'}　日期：{draft.issued_on or '—'}　公开：{DISCLOSURE[draft.disclosure]}",
        "，".join(f"{word} {count}" for word, count in _counts(draft)),
    ]
    areas = {area.key: f"{area.number}{area.name}" for area in draft.areas}
    body, shown = [], None
    for task in draft.tasks:
        if task.area != shown:
            shown = task.area
            body.append(f"\n{areas.get(task.area or '', '（无标题）')}")
        body += _task(task)
    phases = [f"  {phase['name']}：{phase['start'] or '？'} 至 {phase['end'] or '？'}" for phase in label["phases"]]
    doubts = [f"  {_place(finding)}{finding.message}" for finding in draft.findings]
    return "\n".join([*head, *body, "\n阶段", *phases, "\n疑点", *doubts])


def _counts(draft: PlanDraft) -> list[tuple[str, int]]:
    targets = sum(len(task.targets) for task in draft.tasks)
    return [("任务", len(draft.tasks)), ("目标", targets), ("阶段", len(draft.phases)), ("疑点", len(draft.findings))]


def _task(task: TaskDraft) -> list[str]:
    lines = [f"  {task.number}{task.title}",
             f"      牵头：{_names(task.lead_units)}　责任：{_names(task.responsible_units)}"]
    lines += [f"      目标：{target.text}" for target in task.targets]
    return lines


def _names(owners: tuple[Owner, ...]) -> str:
    return "、".join(owner.name for owner in owners) or "—"


def _place(finding: Finding) -> str:
    return f"第 {finding.span.line} 行：" if finding.span else ""
