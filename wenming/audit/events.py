"""What can happen to the record itself."""

from .registry import kind, words

log_exported = kind("audit.log_exported", "导出{label}：{after[format]}，条件：{after[filter]}")
verification_asked = kind("audit.verification_asked", "要求核对{label}")
chain_verified = kind("audit.chain_verified", "核对操作日志{label}，发现 {after[faults]} 处改动")
head_noted = kind("audit.head_noted", "抄下{label}的链尾：第 {after[position]} 条")
words("audit", format="格式", filter="条件", faults="改动处数", position="序号", digest="摘要", length="条数")
