"""What can happen to standards and their editions."""

from wenming.audit.registry import kind, words

edition_uploaded = kind("standard.edition_uploaded", "读入测评体系“{label}”")
edition_read = kind("standard.edition_read", "“{label}”读出 {after[lines]} 条，待核对 {after[findings]} 处")
edition_read_again = kind("standard.edition_read_again", "指明“{label}”的各列，重新读入")
edition_described = kind("standard.edition_described", "写明“{label}”的版次、满分和来源")
indicator_changed = kind("standard.indicator_changed", "改测评指标“{label}”")
indicator_added = kind("standard.indicator_added", "增加测评指标“{label}”")
indicator_removed = kind("standard.indicator_removed", "删去测评指标“{label}”及其下 {before[under]} 条")
finding_decided = kind("standard.finding_decided", "核对“{label}”：{after[state]}")
finding_reopened = kind("standard.finding_reopened", "重新核对“{label}”")
edition_frozen = kind("standard.edition_frozen", "“{label}”定版，共 {after[lines]} 条")
edition_discarded = kind("standard.edition_discarded", "放弃读入“{label}”")

words("standard", lines="条数", findings="待核对处数", under="下级条数", max_score="分值", cap="封顶", rule="计分规则",
      declared_total="满分", note="说明", on="定版日期", state="处理", place="同级第几条")
