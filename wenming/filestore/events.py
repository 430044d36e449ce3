"""What can happen to stored files by themselves."""

from wenming.audit.registry import kind, words

file_cleared = kind("filestore.file_cleared", "清理没有任何地方引用的文件“{label}”")
pictures_alike = kind("filestore.pictures_alike", "比对图片“{label}”，与库中 {after[count]} 张相似")

words("filestore", digest="摘要", size="大小（字节）", stored_at="存入时间")
words("filestore", count="相似的张数", others="相似图片的编号")
