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
evidence_offered = kind("evidence.evidence_offered", "交来佐证草稿“{label}”，文件 {after[files]} 个")
evidence_passed = kind("evidence.evidence_passed", "审核通过佐证“{label}”：{before[stage]}→{after[stage]}")
evidence_accepted = kind("evidence.evidence_accepted", "认定佐证“{label}”第 {after[revision]} 稿")
evidence_returned = kind("evidence.evidence_returned", "退回佐证“{label}”：{after[code]}")
evidence_handed_in = kind("evidence.evidence_handed_in", "重新报送退回的佐证“{label}”，现为{after[stage]}")
revision_proposed = kind("evidence.revision_proposed", "修改已认定的佐证“{label}”，成为待审核的第 {after[revision]} 稿")
proposal_changed = kind("evidence.proposal_changed", "修改佐证“{label}”等待审核的第 {after[revision]} 稿")
proposal_dropped = kind("evidence.proposal_dropped", "放弃佐证“{label}”第 {before[revision]} 稿，仍用已认定的一稿")
link_filed = kind("evidence.link_filed", "登记佐证“{label}”的网址：{after[url]}")
link_fetch_asked = kind("evidence.link_fetch_asked", "请系统再留存一次佐证“{label}”的网页")
snapshot_kept = kind("evidence.snapshot_kept", "留存了佐证“{label}”的网页快照")
link_state_changed = kind("evidence.link_state_changed", "复查佐证“{label}”的网页：{after[link_state]}")

pack_filed = kind("evidence.pack_filed", "归集活动材料包“{label}”：{after[parts]}")
pack_filled = kind("evidence.pack_filled", "给活动材料包“{label}”补充：{after[parts]}")
pack_changed = kind("evidence.pack_changed", "修改活动材料包“{label}”的内容，{after[rows]} 份材料跟着改")
put_in_pack = kind("evidence.put_in_pack", "把佐证“{after[title]}”放进活动材料包“{label}”，作为{after[parts]}")
taken_out_of_pack = kind("evidence.taken_out_of_pack", "把佐证“{before[title]}”移出活动材料包“{label}”")
picture_covered = kind("evidence.picture_covered", "遮挡佐证“{label}”的图片“{after[file]}”，{after[areas]} 处")
covering_removed = kind("evidence.covering_removed", "取消佐证“{label}”的图片“{after[file]}”的遮挡")
original_taken = kind("evidence.original_taken", "取走佐证“{label}”里遮挡过的图片“{after[file]}”的原件")

batch_begun = kind("evidence.batch_begun", "开始批量归集：{label}")
batch_files_joined = kind("evidence.batch_files_joined", "{label}收到文件 {after[files]} 个")
archive_unpacked = kind("evidence.archive_unpacked", "展开{label}的压缩包“{after[file]}”，收下文件 {after[files]} 个")
batch_written = kind("evidence.batch_written", "填写{label}的归集表 {after[rows]} 件")
batch_mapped = kind("evidence.batch_mapped", "按表格填写{label}，文件 {after[files]} 个，为 {after[rows]} 件")
batch_regrouped = kind("evidence.batch_regrouped", "{label}重新分件，为 {after[rows]} 件")
batch_confirmed = kind("evidence.batch_confirmed", "确认归集{label} {after[rows]} 件")
batch_discarded = kind("evidence.batch_discarded", "放弃{label}，没有归集的文件 {after[files]} 个")

words("evidence", added="补充的文件数", areas="遮挡处数", answer="结论", code="退回原因", digests="文件摘要",
      file="文件", files="文件数", kind="提醒的是什么", parts="哪些部分", revision="第几稿", rows="件数",
      serves="用在何处", stage="审核", warning="提醒", url="网址", medium="媒体或网站", final_url="最后打开的网址",
      link_state="链接情况")
