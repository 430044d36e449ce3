"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention

HOLDINGS = [
    Holding("audit.auditentry", "操作日志", "查明谁在什么时候办了什么（网络安全法要求留存）", Basis.STATUTORY_DUTY,
            "审计管理员；办理页面上的经过，看得到该页面的人",
            (PersonalField("actor_label", "操作人"), PersonalField("address", "网络地址"),
             PersonalField("object_label", "所办的事（可能是姓名）")),
            Retention("不少于 3 年，系统内任何人都不能删除")),
    Holding("audit.chaincheck", "日志核对结果", "留下谁要求核对、结果如何", Basis.STATUTORY_DUTY, "审计管理员",
            (PersonalField("asked_by_label", "发起人"),), Retention("随操作日志保存")),
    Holding("audit.removal", "回收", "删去、撤回的内容 30 天内可以恢复", Basis.STATUTORY_DUTY,
            "经办人本人、领导小组办公室",
            (PersonalField("by_label", "经办人"), PersonalField("undone_by_label", "恢复人"),
             PersonalField("label", "所办的事（可能有姓名）")),
            Retention("30 天后自动删除")),
]
