"""What can happen to comments."""

from wenming.audit.registry import kind, words

comment_added = kind("notices.comment_added", "在“{after[about]}”留言")
comment_withdrawn = kind("notices.comment_withdrawn", "撤回在“{after[about]}”的留言")
comment_restored = kind("notices.comment_restored", "恢复撤回的在“{after[about]}”的留言")
comment_settled = kind("notices.comment_settled", "把“{after[about]}”的一条留言标为已解决")
comment_reopened = kind("notices.comment_reopened", "重新打开“{after[about]}”的一条留言")
words("notices", about="对象")
