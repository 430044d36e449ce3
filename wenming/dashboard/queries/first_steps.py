"""The way of a body that has no running campaign yet, and how far it has come."""

from dataclasses import dataclass

from wenming.organisation.models import Unit
from wenming.plan.models import Campaign, PlanRevision


@dataclass(frozen=True, slots=True)
class Step:
    """``view`` is where the step is taken, with ``number`` as its argument where it is about one thing."""

    title: str
    how: str
    done: bool
    said: str
    view: str = ""
    number: int | None = None
    act: str = ""


def first_steps(organisation_id: int, campaign: Campaign | None) -> list[Step]:
    units = Unit.objects.of(organisation_id).count()
    revision = (
        PlanRevision.objects.of(organisation_id).exclude(state=PlanRevision.State.DISCARDED)
        .defer("source_lines", "draft", "answers").order_by("-pk").first()
    )
    frozen = revision is not None and revision.state == PlanRevision.State.FROZEN
    opened = campaign is not None and campaign.state == Campaign.State.OPEN
    return [
        Step(
            "导入工作方案", "上传 Word 或文本，系统读出任务、单位、时限和指标。机构名录可以先建，也可以由方案带出来。",
            revision is not None, f"已读入“{revision.work_plan}”" if revision else f"名录里有 {units} 个单位",
            "plan:import", None, "导入方案",
        ),
        Step(
            "对着原文校核", "读不准的地方都标成疑点，逐处答复；不认识的单位认作已有的或新建。", frozen,
            "已校核" if frozen else "方案读入以后办" if revision is None else "正在校核",
            "plan:correct", revision.pk if revision else None, "去校核",
        ),
        Step(
            "冻结并下达", "写明由谁、在哪天、以什么文号审定。冻结以后任务按单位分解下达。", opened,
            "已下达" if opened else "校核完以后办", "plan:freeze", revision.pk if revision else None, "去冻结",
        ),
        Step("各单位签收", "每个单位看到自己的任务清单，签收后开始报材料。", False, "下达以后，谁没签收这里看得见"),
    ]
