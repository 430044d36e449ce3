"""What of tasks and duties waits for someone. A unit sees its own; the office what it has to decide or chase."""

from collections.abc import Iterator
from datetime import date, timedelta

from wenming.domain.authority import Permission, Viewer
from wenming.domain.plan.schedule import spoken
from wenming.organisation.registry import DueItem, decision, due
from wenming.plan.models import Assignment, Campaign, ConcretePlan, Duty
from wenming.shell.addresses import address

from .queries.documents import proposals_waiting
from .queries.duty_facts import DutyFacts
from .queries.facts import TaskFacts, any_unresolved, facts_of, not_received, submitted
from .queries.missing import lines_of
from .queries.tasks import campaign_of, unresolved_assignments

SOON = timedelta(days=30)
ONE_BY_ONE = 3
"""Up to so many equal things are listed each; more make one line that opens them."""


@decision
def of_office(viewer: Viewer, today: date) -> Iterator[DueItem]:
    """Concrete plans the office has to accept or return, owners it has to name: shown to all who oversee."""
    campaign = campaign_of(viewer.organisation_id)
    if campaign is None or not viewer.may(Permission.OVERSEE):
        return
    decides, every = viewer.may(Permission.DIRECT_DUTIES), facts_of(campaign)
    for duty, since in submitted(every):
        days = (today - since).days
        yield DueItem(
            "实施方案", f"{duty.named}·{duty.unit}的实施方案",
            f"等办公室审核，{f'报来 {days} 天' if days > 0 else '今天报来'}", None,
            address("plan:duty", duty.pk),
            "审核" if decides else "看方案",
        )
    for one in unresolved_assignments(viewer.organisation_id, campaign) if any_unresolved(every) else []:
        yield DueItem(
            "责任单位", f"{one.task}的“{one.phrase}”是哪些单位", "等办公室明确，明确以后才分解到单位", None,
            *(
                (address("plan:resolve_assignment", one.pk), "选单位") if decides
                else (address("plan:task", one.task_id), "看任务")
            ),
        )


@due
def of_duties(viewer: Viewer, today: date) -> list[DueItem]:
    units = [unit_id for unit_id in viewer.unit_ids if viewer.may(Permission.WORK_ON_DUTIES, unit_id)]
    directs = viewer.may(Permission.DIRECT_DUTIES)
    campaign = campaign_of(viewer.organisation_id) if units or directs else None
    items: list[DueItem] = []
    if campaign and directs:
        items += _of_office(campaign)
    if campaign and units:
        items += _of_units(facts_of(campaign), set(units), today)
    if directs:
        items += _to_correct(viewer.organisation_id)
    return items


def _to_correct(organisation_id: int) -> Iterator[DueItem]:
    for revision in proposals_waiting(organisation_id):
        yield DueItem(
            "校核", f"《{revision.work_plan}》等待校核", "读入后要由办公室核对、答复疑点，再冻结", None,
            address("plan:correct", revision.pk), "校核",
        )


def _of_office(campaign: Campaign) -> Iterator[DueItem]:
    every = facts_of(campaign)
    plans = submitted(every)
    if len(plans) > ONE_BY_ONE:
        yield DueItem("审核", f"{len(plans)} 份实施方案等待审核", f"最早是{plans[0][0].unit}报来的", None,
                      address("plan:duties") + "#plans", "审核")
    else:
        for duty, _since in plans:
            yield DueItem("审核", f"{duty.named}·{duty.unit}的实施方案", "牵头单位已报送，同意后时间节点生效",
                          None, address("plan:duty", duty.pk), "审核")
    waiting = not_received(every)
    if waiting:
        names = "、".join(one.name for one in waiting[:ONE_BY_ONE])
        yield DueItem("签收", f"{len(waiting)} 个单位还没有签收任务", names + "等" * (len(waiting) > ONE_BY_ONE),
                      None, address("plan:duties", query={"received": "no"}), "看单位")
    unresolved = unresolved_assignments(campaign.organisation_id, campaign) if any_unresolved(every) else []
    if unresolved:
        phrases = "、".join(dict.fromkeys(one.phrase for one in unresolved))
        yield DueItem("明确", f"{len(unresolved)} 处责任单位还没有明确", f"方案写的是“{phrases}”", None,
                      address("plan:resolve_assignment", unresolved[0].pk), "选单位")


def _of_units(every: list[TaskFacts], units: set[int], today: date) -> Iterator[DueItem]:
    for unit_id in sorted(units):
        duties = [(facts, duty) for facts in every for duty in facts.duties if duty.unit_id == unit_id]
        yield from _receipt([duty for _facts, duty in duties])
        yield from _plans([duty for _facts, duty in duties if duty.role == Assignment.Role.LEAD])
        for facts, duty in duties:
            yield from _materials(facts, duty, today)
            yield from _milestones(facts, duty, today)
    for facts in every:
        if any(duty.unit_id in units for duty in facts.leads):
            yield from _targets(facts, today)


def _receipt(duties: list[DutyFacts]) -> Iterator[DueItem]:
    sent = [duty for duty in duties if duty.state == Duty.State.SENT]
    if sent:
        numbers = "、".join(duty.short_number for duty in sent[:6])
        yield DueItem("签收", f"{sent[0].unit}有 {len(sent)} 项任务等待签收",
                      f"任务 {numbers}{' 等' if len(sent) > 6 else ''}·领导小组办公室下达", None,
                      address("plan:duties", query={"unit": sent[0].unit_id}), "签收")


def _plans(leading: list[DutyFacts]) -> Iterator[DueItem]:
    to_write = []
    for duty in leading:
        plan = duty.plan
        if plan is None or plan.state == ConcretePlan.State.DRAFT:
            to_write.append(duty)
        elif plan.state == ConcretePlan.State.RETURNED:
            yield DueItem("方案", f"{duty.named}的实施方案被退回", plan.reason, None,
                          address("plan:duty", duty.pk), "修改")
    if len(to_write) > ONE_BY_ONE:
        yield DueItem("方案", f"{len(to_write)} 项牵头任务还没有报实施方案", "写明时间节点，报办公室同意", None,
                      address("plan:duties", query={"unit": to_write[0].unit_id, "role": "lead"}), "去写")
        return
    for duty in to_write:
        yield DueItem("方案", f"{duty.named}·报实施方案", "本单位牵头，写明时间节点，报办公室同意", None,
                      address("plan:duty", duty.pk), "去写")


def _materials(facts: TaskFacts, duty: DutyFacts, today: date) -> Iterator[DueItem]:
    """One line a duty, of the slots whose window is open."""
    lines = [
        line for line in lines_of(facts, today, unit_id=duty.unit_id)
        if line.task_slot and line.task_slot.work_item_id == duty.work_item_id
        and (line.task_slot.slot.window_from or today) <= today
    ]
    if not lines:
        return
    first = min(lines, key=lambda line: line.due_on or date.max)
    if len(lines) == 1:
        yield DueItem("材料", f"{duty.named}·{first.what}", first.why, first.due_on, first.url, "上传")
    else:
        yield DueItem("材料", f"{duty.named}·还缺 {len(lines)} 样材料", "、".join(line.what for line in lines)[:80],
                      first.due_on, address("plan:duty", duty.pk), "上传")


def _milestones(facts: TaskFacts, duty: DutyFacts, today: date) -> Iterator[DueItem]:
    for node in facts.milestones[duty.pk]:
        if node.done_on is None and node.due_on <= today + SOON:
            yield DueItem("节点", f"{duty.named}·{node.title}", f"{duty.unit}实施方案", node.due_on,
                          address("plan:duty", duty.pk), "填报")


def _targets(facts: TaskFacts, today: date) -> Iterator[DueItem]:
    for one in facts.targets:
        if one.as_of is None or one.as_of < today - SOON:
            why = f"上次截至{spoken(one.as_of)}" if one.as_of else "还没有填报过"
            yield DueItem("目标", f"{facts.task}·{one.target.text}", why, one.as_of + SOON if one.as_of else None,
                          address("plan:target", one.target.pk), "填报")
