"""What can happen to personal data. Values are never in the record."""

from wenming.audit.registry import kind, words

value_revealed = kind("personal.value_revealed", "查看了{label}的{after[field]}")
people_exported = kind("personal.people_exported", "导出{label}人员名册全文（含身份证号、电话），{after[rows]} 人")
own_data_exported = kind("personal.own_data_exported", "“{label}”导出了自己的资料")
account_linked = kind("personal.account_linked", "账号“{label}”对应到名册中的{after[person]}")
account_unlinked = kind("personal.account_unlinked", "账号“{label}”不再对应名册中的{before[person]}")
text_published = kind("personal.text_published", "发布{label}")
consent_given = kind("personal.consent_given", "登记同意：{label}")
consent_withdrawn = kind("personal.consent_withdrawn", "撤回：{label}")
correction_asked = kind("personal.correction_asked", "提出：{label}")
correction_answered = kind("personal.correction_answered", "答复：{label}，{after[state]}")
retention_confirmed = kind("personal.retention_confirmed", "确认清理{label}")
data_left = kind("personal.data_left", "保存期满，{after[act]} {after[left]} 行：{label}")
numbers_forgotten = kind("personal.numbers_forgotten", "{label}调离期满，清除身份证号和电话")

words("personal", field="哪一项", person="本人")
