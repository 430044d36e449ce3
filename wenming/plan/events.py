"""What can happen to a plan, its tasks and duties."""

from wenming.audit.registry import kind, words

# the document
plan_read = kind("plan.plan_read", "读入方案“{label}”")
proposal_corrected = kind("plan.proposal_corrected", "校核“{label}”：{after[edit]}")
finding_answered = kind("plan.finding_answered", "答复“{label}”的疑点：{after[answer]}")
proposal_discarded = kind("plan.proposal_discarded", "放弃“{label}”")
plan_frozen = kind("plan.plan_frozen", "冻结“{label}”，{after[approved_by]}审定")
campaign_opened = kind("plan.campaign_opened", "创建活动“{label}”展开，分解任务 {after[duties]} 项")
# tasks and duties
assignment_resolved = kind("plan.assignment_resolved", "明确“{label}”的单位：{after[units]}")
slot_added = kind("plan.slot_added", "增加材料要求“{label}”")
slot_changed = kind("plan.slot_changed", "修改材料要求“{label}”")
slot_removed = kind("plan.slot_removed", "撤销材料要求“{label}”")
slot_restored = kind("plan.slot_restored", "恢复材料要求“{label}”")
duties_received = kind("plan.duties_received", "{label}签收任务 {after[count]} 项")
acceptance_set = kind("plan.acceptance_set", "确定“{label}”的工作标准和完成时限")
# concrete plans
concrete_plan_saved = kind("plan.concrete_plan_saved", "起草“{label}”")
milestones_removed = kind("plan.milestones_removed", "从“{label}”删去时间节点：{before[milestones]}")
milestones_restored = kind("plan.milestones_restored", "恢复“{label}”的时间节点：{after[milestones]}")
concrete_plan_submitted = kind("plan.concrete_plan_submitted", "报送“{label}”")
concrete_plan_accepted = kind("plan.concrete_plan_accepted", "同意“{label}”")
concrete_plan_returned = kind("plan.concrete_plan_returned", "退回“{label}”")
milestone_done = kind("plan.milestone_done", "完成时间节点“{label}”")
milestone_reopened = kind("plan.milestone_reopened", "重新打开时间节点“{label}”")
# aims, targets and phases
aim_confirmed = kind("plan.aim_confirmed", "确认创建目标“{label}”由哪些任务体现：{after[tasks]}")
measurement_recorded = kind("plan.measurement_recorded", "填报“{label}”：{after[value]}")
phase_changed = kind("plan.phase_changed", "调整“{label}”的起止日期")

words(
    "plan",
    count="项数", duties="分解任务数", edit="校核内容", file="文件", milestones="时间节点", task="任务", tasks="任务数",
    units="单位", value="数值", answer="答复",
)
