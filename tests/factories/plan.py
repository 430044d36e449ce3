"""A small running campaign, built from rows: three areas at most, one lead and two responsible units a task."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.cast import NOW, TODAY, Cast
from wenming.domain.plan.draft import PlanDraft, to_json
from wenming.organisation.models import Organisation, Unit
from wenming.plan.models import (
    Area,
    Assignment,
    AssignmentMember,
    Campaign,
    Duty,
    Phase,
    PlanRevision,
    Target,
    Task,
    TaskSlot,
    TaskText,
    WorkPlan,
)
from wenming.standard.models import MaterialSlot

AREAS = (("（一）", "理想信念教育"), ("（二）", "思想道德建设"), ("（三）", "志愿服务"))
TITLES = ("普法教育", "志愿者注册", "传统节日主题活动", "道德讲堂", "环境整治", "文体活动")


@dataclass
class MadeCampaign:
    campaign: Campaign
    revision: PlanRevision
    areas: list[Area]
    tasks: list[Task] = field(default_factory=list)
    slots: list[TaskSlot] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def duty(self, unit: Unit, task: int = 0) -> Duty:
        """The duty of ``unit`` in the task at index ``task``."""
        return Duty.objects.get(task=self.tasks[task], work_item=None, unit=unit)


def make_campaign(cast: Cast, tasks: int = 3, *, elsewhere: bool = False, on: date = TODAY) -> MadeCampaign:
    """An open campaign in mid-course ``on`` a day; ``elsewhere`` puts it into the other organisation.

    The first task carries a ratio to reach and a slot asked of each unit; every task one slot it shares. All duties
    are sent, none received, and end in 30 days.
    """
    organisation = cast.other if elsewhere else cast.organisation
    units = [cast.other_unit] if elsewhere else [cast.lead, cast.responsible, cast.third]
    made = _bare_campaign(organisation, on)
    for index in range(tasks):
        _add_task(made, index, units, on)
    made.targets.append(make_target(made.tasks[0]))
    made.slots.append(make_slot(made.tasks[0], "学习记录", of_each_unit=True, minimum=2))
    return made


def _bare_campaign(organisation: Organisation, on: date) -> MadeCampaign:
    own = {"organisation": organisation}
    campaign = Campaign.objects.create(
        name="文明单位创建活动", honour="全国文明单位", state=Campaign.State.OPEN, opened_at=NOW, **own
    )
    for position, (name, start, end) in enumerate(
        (("筹备发动", -90, -60), ("组织实施", -59, 60), ("总结提高", 61, 90), ("自查迎检", 91, 120)), start=1
    ):
        Phase.objects.create(
            campaign=campaign, position=position, name=name, starts_on=on + timedelta(start),
            ends_on=on + timedelta(end), **own,
        )
    revision = PlanRevision.objects.create(
        work_plan=WorkPlan.objects.create(campaign=campaign, title="创建全国文明单位工作方案", **own),
        state=PlanRevision.State.FROZEN, read_at=NOW, approved_by="厅党组", approved_on=on, frozen_at=NOW,
        document_number="示财党〔2026〕1号", source_lines=[],
        draft=to_json(PlanDraft(title="创建全国文明单位工作方案")), **own,
    )
    areas = [
        Area.objects.create(revision=revision, position=position, number=number, name=name, **own)
        for position, (number, name) in enumerate(AREAS, start=1)
    ]
    return MadeCampaign(campaign, revision, areas)


def _add_task(made: MadeCampaign, index: int, units: list[Unit], on: date) -> None:
    own = {"organisation_id": made.campaign.organisation_id}
    area, title, number = made.areas[index % 3], TITLES[index % len(TITLES)], f"{index + 1}、"
    task = Task.objects.create(
        campaign=made.campaign, key=f"t{index + 1}", position=index + 1, number=number, title=title,
        area_name=str(area), **own,
    )
    TaskText.objects.create(
        revision=made.revision, task=task, area=area, position=index + 1, number=number, title=title,
        text=f"开展{title}，普及率≥95%。（牵头单位：{units[0]}，责任单位：各处室、单位）", **own,
    )
    for position, unit in enumerate(units):
        role = Assignment.Role.RESPONSIBLE if position else Assignment.Role.LEAD
        assignment = Assignment.objects.create(
            task=task, role=role, position=position, unit=unit, phrase=unit.name, **own
        )
        AssignmentMember.objects.create(assignment=assignment, unit=unit, **own)
        Duty.objects.create(
            task=task, assignment=assignment, unit=unit, role=role, deadline=on + timedelta(30), **own
        )
    made.tasks.append(task)
    made.slots.append(make_slot(task, "完成情况佐证材料"))


def make_slot(task: Task, title: str, *, of_each_unit: bool = False, **more) -> TaskSlot:
    """A material slot of ``task``; ``more`` are fields of the slot."""
    own = {"organisation_id": task.organisation_id}
    slot = MaterialSlot.objects.create(title=title, source_line=f"方案：{task.title}", **own, **more)
    return TaskSlot.objects.create(task=task, slot=slot, of_each_unit=of_each_unit, **own)


def make_target(task: Task, text: str = "法治宣传教育普及率≥95%", **more) -> Target:
    """A ratio of at least 95 % unless ``more`` says otherwise."""
    values = {
        "comparison": ">=", "value_numerator": 95, "value_denominator": 100, "unit": "%",
        "numerator_population": "完成学法的干部职工", "denominator_population": "在册干部职工", **more,
    }
    return Target.objects.create(organisation_id=task.organisation_id, task=task, text=text, **values)


def make_unresolved(task: Task, phrase: str = "相关处室、单位") -> Assignment:
    """An assignment the office has still to bring down to units."""
    return Assignment.objects.create(
        organisation_id=task.organisation_id, task=task, role=Assignment.Role.RESPONSIBLE, position=9, phrase=phrase,
        resolved=False,
    )
