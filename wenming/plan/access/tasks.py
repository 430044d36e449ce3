"""Who may do what to tasks, duties, slots, targets and phases; loaders that know only the viewer's organisation."""

from typing import TypeVar

from django.db.models import QuerySet

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound, RuleBroken
from wenming.organisation.models import OrganisationOwned, Unit
from wenming.plan.models import Assignment, Duty, Milestone, Phase, Target, Task, TaskSlot, WorkItem
from wenming.shell.prepared import first, prepared

Row = TypeVar("Row", bound=OrganisationOwned)


def task_for(viewer: Viewer, task_id: int) -> Task:
    found = first(_task(viewer.organisation_id, task_id))
    if found is None:
        raise NotFound
    return found


@prepared
def _task(organisation_id: int, task_id: int) -> QuerySet[Task]:
    return Task.objects.of(organisation_id).filter(pk=task_id).select_related("campaign")


def duty_for(viewer: Viewer, duty_id: int) -> Duty:
    return _own(Duty, viewer, "task__campaign", "work_item__task", "unit", "assignment", "concrete_plan", pk=duty_id)


def work_item_for(viewer: Viewer, item_id: int) -> WorkItem:
    return _own(WorkItem, viewer, "task__campaign", pk=item_id)


def milestone_for(viewer: Viewer, milestone_id: int) -> Milestone:
    return _own(Milestone, viewer, "duty__task", "duty__work_item", "duty__unit", pk=milestone_id)


def duty_of(milestone: Milestone) -> Duty:
    """Raises RuleBroken for a node of a work item, which no single unit reports."""
    if milestone.duty is None:
        raise RuleBroken("这个时间节点不属于某一个单位的实施方案，由办公室掌握。")
    return milestone.duty


def target_for(viewer: Viewer, target_id: int) -> Target:
    return _own(Target, viewer, "task__campaign", pk=target_id)


def assignment_for(viewer: Viewer, assignment_id: int) -> Assignment:
    return _own(Assignment, viewer, "task__campaign", "unit", "unit_set", pk=assignment_id)


def task_slot_for(viewer: Viewer, slot_id: int) -> TaskSlot:
    """By the id of the material slot, which is how evidence and columns name it."""
    return _own(TaskSlot, viewer, "task__campaign", "slot", slot_id=slot_id)


def phase_for(viewer: Viewer, phase_id: int) -> Phase:
    return _own(Phase, viewer, "campaign", pk=phase_id)


def may_direct(by: Viewer) -> bool:
    return by.may(Permission.DIRECT_DUTIES)


def check_may_direct(by: Viewer, thing: OrganisationOwned) -> None:
    check_own(by, thing)
    if not may_direct(by):
        raise NotAllowed("这件事由领导小组办公室办理，您可以查看。")


def may_work_for(by: Viewer, unit: Unit) -> bool:
    """The unit's own people, and the office in its stead (a unit without an account signs on paper)."""
    return unit.organisation_id == by.organisation_id and by.may(Permission.WORK_ON_DUTIES, unit.pk)


def check_may_work_for(by: Viewer, unit: Unit) -> None:
    check_own(by, unit)
    if not may_work_for(by, unit):
        raise NotAllowed(f"这件事由{unit}自己的联络员或负责人办理。")


def leads(by: Viewer, task: Task) -> bool:
    """Whether the viewer acts for a lead unit of the task as a whole, or for the office."""
    if may_direct(by):
        return True
    units = [unit_id for unit_id in by.unit_ids if by.may(Permission.WORK_ON_DUTIES, unit_id)]
    lead_duties = Duty.objects.of(by.organisation_id).filter(
        task=task, work_item=None, role=Assignment.Role.LEAD, unit_id__in=units
    )
    return bool(units) and lead_duties.exclude(state=Duty.State.WITHDRAWN).exists()


def may_measure(by: Viewer, target: Target) -> bool:
    return target.organisation_id == by.organisation_id and leads(by, target.task)


def check_may_measure(by: Viewer, target: Target) -> None:
    check_own(by, target)
    if not may_measure(by, target):
        raise NotAllowed("这个目标由任务的牵头单位或领导小组办公室填报。")


def may_add_slot(by: Viewer, task: Task) -> bool:
    return task.organisation_id == by.organisation_id and leads(by, task)


def check_may_add_slot(by: Viewer, task: Task) -> None:
    check_own(by, task)
    if not may_add_slot(by, task):
        raise NotAllowed("材料要求由任务的牵头单位或领导小组办公室提出。")
    check_task_open(task)


def may_change_slot(by: Viewer, task_slot: TaskSlot) -> bool:
    """A lead unit changes what units added themselves; what the plan or the office demands, the office alone."""
    if not may_add_slot(by, task_slot.task):
        return False
    return may_direct(by) or task_slot.slot.added_by_unit


def check_may_change_slot(by: Viewer, task_slot: TaskSlot) -> None:
    check_may_add_slot(by, task_slot.task)
    if not may_change_slot(by, task_slot):
        raise NotAllowed("这条材料要求是方案或办公室定的，要改请找领导小组办公室。")


def may_plan(by: Viewer, duty: Duty) -> bool:
    return duty.role == Assignment.Role.LEAD and may_work_for(by, duty.unit)


def check_may_plan(by: Viewer, duty: Duty) -> None:
    check_may_work_for(by, duty.unit)
    check_duty_open(duty)
    if duty.role != Assignment.Role.LEAD:
        raise RuleBroken("实施方案由牵头单位制定，责任单位不用报。")


def check_duty_open(duty: Duty) -> None:
    if duty.state == Duty.State.WITHDRAWN:
        raise RuleBroken("这项分解任务已经撤销，不用再办。")
    check_task_open(duty.task)


def check_task_open(task: Task) -> None:
    if task.state == Task.State.WITHDRAWN:
        raise RuleBroken(f"{task}已经撤销，不用再办。")


def check_work_item_open(item: WorkItem) -> None:
    if item.closed_on is not None:
        raise RuleBroken(f"子任务 {item.short_number} 已经停办，不再改动。要做，请先重新开展。")
    check_task_open(item.task)


def check_work_item_closed(item: WorkItem) -> None:
    check_task_open(item.task)
    if item.closed_on is None:
        raise RuleBroken(f"子任务 {item.short_number} 正在开展，不用重新开展。")


def check_assignment_open(assignment: Assignment) -> None:
    if assignment.withdrawn_on is not None:
        raise RuleBroken("修订后的方案不再这样写责任单位，不用再明确。")


def check_target_open(target: Target) -> None:
    if target.closed_on is not None:
        raise RuleBroken("修订后的方案不再有这个目标，不用再填报。以前的测算都留着。")


def check_own(by: Viewer, thing: OrganisationOwned) -> None:
    if thing.organisation_id != by.organisation_id:
        raise NotFound


def _own(model: type[Row], viewer: Viewer, *joined: str, **which: int) -> Row:
    rows = model.objects.select_related(*joined)
    found: Row | None = rows.filter(organisation_id=viewer.organisation_id, **which).first()
    if found is None:
        raise NotFound
    return found
