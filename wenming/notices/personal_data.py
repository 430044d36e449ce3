"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention

HOLDINGS = [
    Holding("notices.notice", "通知", "把与本人有关的事告诉本人", Basis.STATUTORY_DUTY, "收件人",
            (PersonalField("to", "收件人"),), Retention("发出之日", 24, "删除")),
    Holding("notices.comment", "留言", "就任务、分解任务、佐证互相说明", Basis.STATUTORY_DUTY, "看得到该页面的人",
            (PersonalField("by", "留言人"), PersonalField("by_name", "留言人姓名"),
             PersonalField("settled_by_name", "标为已解决的人"), PersonalField("text", "留言内容（可能有姓名）")),
            Retention("随所说的事保存")),
]
