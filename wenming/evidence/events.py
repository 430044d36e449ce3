"""What can happen to evidence."""

from wenming.audit.registry import kind, words

evidence_filed = kind("evidence.evidence_filed", "归集佐证“{label}”，文件 {after[files]} 个")
evidence_changed = kind("evidence.evidence_changed", "修改佐证“{label}”的说明")
evidence_withdrawn = kind("evidence.evidence_withdrawn", "撤回佐证“{label}”")
evidence_restored = kind("evidence.evidence_restored", "恢复已撤回的佐证“{label}”")
evidence_cited = kind("evidence.evidence_cited", "用佐证“{label}”说明：{after[serves]}")
citation_removed = kind("evidence.citation_removed", "不再用佐证“{label}”说明：{before[serves]}")
citation_restored = kind("evidence.citation_restored", "恢复用佐证“{label}”说明：{after[serves]}")
files_added = kind("evidence.files_added", "给佐证“{label}”补充文件 {after[added]} 个，为第 {after[revision]} 稿")
warning_answered = kind("evidence.warning_answered", "说明佐证“{label}”的提醒：{after[warning]}")
doubt_answered = kind("evidence.doubt_answered", "核对佐证“{label}”的照片：{after[answer]}")

pack_filed = kind("evidence.pack_filed", "归集活动材料包“{label}”：{after[parts]}")
pack_filled = kind("evidence.pack_filled", "给活动材料包“{label}”补充：{after[parts]}")
put_in_pack = kind("evidence.put_in_pack", "把佐证“{after[title]}”放进活动材料包“{label}”，作为{after[parts]}")
taken_out_of_pack = kind("evidence.taken_out_of_pack", "把佐证“{before[title]}”移出活动材料包“{label}”")

batch_begun = kind("evidence.batch_begun", "开始批量归集：{label}")
batch_files_joined = kind("evidence.batch_files_joined", "{label}收到文件 {after[files]} 个")
batch_written = kind("evidence.batch_written", "填写{label}的归集表 {after[rows]} 件")
batch_mapped = kind("evidence.batch_mapped", "按表格填写{label}，文件 {after[files]} 个，为 {after[rows]} 件")
batch_regrouped = kind("evidence.batch_regrouped", "{label}重新分件，为 {after[rows]} 件")
batch_confirmed = kind("evidence.batch_confirmed", "确认归集{label} {after[rows]} 件")
batch_discarded = kind("evidence.batch_discarded", "放弃{label}，没有归集的文件 {after[files]} 个")

words("evidence", added="补充的文件数", digests="文件摘要", files="文件数", parts="哪些部分", revision="第几稿",
      rows="件数", serves="用在何处", warning="提醒", answer="结论", kind="提醒的是什么")
