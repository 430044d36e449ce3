"""Small drafts for tests of correction, without a document."""

from wenming.domain.plan.draft import (
    AreaDraft,
    Deadline,
    Finding,
    GroupDraft,
    Owner,
    PhaseDraft,
    PlanDraft,
    Span,
    TargetText,
    TaskDraft,
)

EVERYONE = "各处室、单位"


def owners(*names: str) -> tuple[Owner, ...]:
    return tuple(Owner(name, (Span(10, at, at + 1),), 0.97) for at, name in enumerate(names))


def make_task(key: str, area: str | None = "a1", lead=("机关党委",), responsible=(EVERYONE,), **more) -> TaskDraft:
    number = key[1:]
    values = {
        "number": f"{number}、", "title": f"第{number}件事", "text": f"第{number}件事。普及率≥95%。做好登记。",
        "spans": (Span(int(number) + 20, 0, 20),), "confidence": 0.97, **more,
    }
    return TaskDraft(key, area=area, lead_units=owners(*lead), responsible_units=owners(*responsible), **values)


def make_target(text: str = "普及率≥95%", value: str = "95") -> TargetText:
    return TargetText(text, ">=", value, "%", "学过的人", "全部的人", (Span(21, 5, 11),), 0.98)


def make_draft() -> PlanDraft:
    """Two areas of two tasks; task 4 names nobody in particular and has a finding of the reader's."""
    return PlanDraft(
        title="创建工作方案", issuer="示范省财政厅", issued_on="2026-01-10", honour="全国文明单位",
        areas=(AreaDraft("a1", "（一）", "学习", (Span(20, 0, 5),)), AreaDraft("a2", "（二）", "服务")),
        tasks=(
            make_task("t1", targets=(make_target(),), deadlines=(Deadline("2026年6月底前", "2026-06-30"),)),
            make_task("t2"), make_task("t3", "a2"), make_task("t4", "a2", responsible=("相关处室、单位",)),
        ),
        phases=(
            PhaseDraft("p1", "组织实施阶段", "2026-02", "2026-11"),
            PhaseDraft("p2", "总结提高阶段", "2026-12", "2026-12"),
        ),
        group=GroupDraft((Owner("王某"),), members=(Owner("各处室、单位主要负责人"),), office_unit="厅机关党委"),
        findings=(Finding("f1", "indefinite_set", "没有指明是哪些单位。", Span(10, 0, 1), "t4"),),
    )
