from .aim import Aim, AimTask
from .campaign import Campaign, Phase
from .document import Area, Clause, PlanRevision, ProposalStep, TaskText, WorkPlan
from .duty import ConcretePlan, Duty, Milestone, ShareOfTask
from .target import FormerValue, Measurement, Target
from .task import Assignment, AssignmentMember, Task, TaskSlot, WorkItem

__all__ = [
    "Aim", "AimTask", "Area", "Assignment", "AssignmentMember", "Campaign", "Clause", "ConcretePlan", "Duty",
    "FormerValue", "Measurement", "Milestone", "Phase", "PlanRevision", "ProposalStep", "ShareOfTask", "Target", "Task",
    "TaskSlot", "TaskText", "WorkItem", "WorkPlan",
]
