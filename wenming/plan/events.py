"""What can happen to a plan, its tasks and duties."""

from wenming.audit.registry import kind, words

# the document
plan_read = kind("plan.plan_read", "读入方案“{label}”")
proposal_corrected = kind("plan.proposal_corrected", "校核“{label}”：{after[edit]}")
finding_answered = kind("plan.finding_answered", "答复“{label}”的疑点：{after[answer]}")
proposal_discarded = kind("plan.proposal_discarded", "放弃“{label}”")
plan_frozen = kind("plan.plan_frozen", "冻结“{label}”，{after[approved_by]}审定")
plan_exported = kind("plan.plan_exported", "导出“{label}”：{after[format]}")
plan_revised = kind(
    "plan.plan_revised",
    "按“{label}”调整任务：改 {after[changed]} 项、增 {after[added]} 项、撤 {after[withdrawn]} 项",
)
campaign_opened = kind("plan.campaign_opened", "创建活动“{label}”展开，分解任务 {after[duties]} 项")
# tasks and duties
task_added = kind("plan.task_added", "增加“{label}”{after[title]}，分解到 {after[duties]} 个单位")
task_revised = kind("plan.task_revised", "按第 {after[revision]} 版修订“{label}”：{after[change]}")
task_withdrawn = kind("plan.task_withdrawn", "撤销“{label}”，{after[duties]} 项分解任务随之撤销")
duty_given = kind("plan.duty_given", "按第 {after[revision]} 版下达“{label}”")
duty_withdrawn = kind("plan.duty_withdrawn", "撤销“{label}”")
assignment_resolved = kind("plan.assignment_resolved", "明确“{label}”的单位：{after[units]}")
task_split = kind("plan.task_split", "拆分“{label}”为 {after[items]} 项子任务，分解到单位 {after[duties]} 项")
work_item_changed = kind("plan.work_item_changed", "修改“{label}”")
work_item_removed = kind("plan.work_item_removed", "撤销“{label}”")
work_item_restored = kind("plan.work_item_restored", "恢复“{label}”，分解到单位 {after[duties]} 项")
work_item_closed = kind("plan.work_item_closed", "停办“{label}”，{after[duties]} 项分解任务随之撤销")
work_item_reopened = kind("plan.work_item_reopened", "重新开展“{label}”，{after[duties]} 项分解任务等各单位签收")
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
target_added = kind("plan.target_added", "增加目标“{label}”")
target_revised = kind("plan.target_revised", "目标“{before[text]}”改为“{after[text]}”")
target_closed = kind("plan.target_closed", "停用目标“{label}”，测算仍保留")
phase_dropped = kind("plan.phase_dropped", "方案不再有“{label}”阶段")
phase_changed = kind("plan.phase_changed", "调整“{label}”的起止日期")

words(
    "plan",
    count="项数", duties="分解任务数", edit="校核内容", file="文件", milestones="时间节点", task="任务", tasks="任务数",
    units="单位", value="数值", answer="答复", change="改动", changed="改动的任务", added="新增的任务",
    withdrawn="撤销的任务", given="下达的分解任务", ended="撤销的分解任务", revision="版次", role="承担方式",
    format="格式", items="子任务数", work_items="子任务", leads="牵头单位", responsible="责任单位",
)
