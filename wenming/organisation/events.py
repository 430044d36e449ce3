"""What can happen to the body, its units and its people."""

from wenming.audit.registry import kind, words

organisation_made = kind("organisation.organisation_made", "建立单位“{label}”")
unit_added = kind("organisation.unit_added", "增加单位“{label}”（{after[kind]}）")
unit_changed = kind("organisation.unit_changed", "“{before[name]}”改为“{after[name]}”（{after[kind]}）")
unit_closed = kind("organisation.unit_closed", "撤销“{label}”，有效到 {after[valid_until]}")
unit_reopened = kind("organisation.unit_reopened", "恢复“{label}”")
alias_added = kind("organisation.alias_added", "“{label}”又称“{after[name]}”")
alias_removed = kind("organisation.alias_removed", "“{label}”不再称“{before[name]}”")
alias_restored = kind("organisation.alias_restored", "恢复“{label}”的别名“{after[name]}”")
set_made = kind("organisation.set_made", "定下“{label}”：{after[units]}")
person_added = kind("organisation.person_added", "登记{label}（{after[unit]}）")
person_changed = kind("organisation.person_changed", "更正{label}的登记")
person_moved = kind("organisation.person_moved", "登记{label}的变动（{after[unit]}）")
status_changed = kind("organisation.status_changed", "{label}自 {after[since]} 起{after[status]}")
status_corrected = kind("organisation.status_corrected", "更正{label}的状态：{after[status]}（原 {before[status]}）")
roster_uploaded = kind("organisation.roster_uploaded", "上传名册“{label}”，截至 {after[as_of]}")
roster_columns_set = kind("organisation.roster_columns_set", "为“{label}”指定名册的列")
roster_check_asked = kind("organisation.roster_check_asked", "要求重新试算名册“{label}”")
roster_confirmed = kind("organisation.roster_confirmed", "确认导入名册“{label}”")
roster_applied = kind("organisation.roster_applied", "名册“{label}”已导入：{after[summary]}")
roster_discarded = kind("organisation.roster_discarded", "放弃导入名册“{label}”")
roster_source_destroyed = kind("organisation.roster_source_destroyed", "销毁名册“{label}”的原表")
post_taken = kind("organisation.post_taken", "任命：{label}（{after[person]}）")
post_left = kind("organisation.post_left", "免去：{label}（{before[person]}）")
headcount_recorded = kind("organisation.headcount_recorded", "登记人数：{label}")
headcount_corrected = kind("organisation.headcount_corrected", "更正人数：{label}（原 {before[count]} 人）")
group_formed = kind("organisation.group_formed", "成立{label}")
group_closed = kind("organisation.group_closed", "{label}到 {after[valid_until]} 为止")
member_added = kind("organisation.member_added", "{label}增加{after[role]} {after[who]}")
member_left = kind("organisation.member_left", "{label}免去{before[role]} {before[who]}")

words(
    "organisation",
    leave_out="不写入的项", summary="办理结果", office="办公室设在", person="任职的人", units="包括的单位", who="姓名",
)
