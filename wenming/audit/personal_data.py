"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention

HOLDINGS = [
    Holding("audit.auditentry", "操作日志", "查明谁在什么时候办了什么（网络安全法要求留存）", Basis.STATUTORY_DUTY,
            "审计管理员；办理页面上的经过，看得到该页面的人",
            (PersonalField("actor_label", "操作人"), PersonalField("address", "网络地址"),
             PersonalField("object_label", "所办的事（可能是姓名）")),
            Retention("不少于 3 年，系统内任何人都不能删除")),
]
