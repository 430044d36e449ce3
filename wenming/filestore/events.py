"""What can happen to stored files by themselves."""

from wenming.audit.registry import kind, words

file_cleared = kind("filestore.file_cleared", "清理没有任何地方引用的文件“{label}”")

words("filestore", digest="摘要", size="大小（字节）", stored_at="存入时间")
