"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention

HOLDINGS = [
    Holding("accounts.user", "账号", "登录系统，办的事记到本人名下", Basis.STATUTORY_DUTY,
            "本人、系统管理员、安全管理员",
            (PersonalField("username", "登录名"), PersonalField("name", "姓名"), PersonalField("person", "名册中的人"),
             PersonalField("last_login", "最近登录")),
            Retention("随操作日志保存，停用后不能登录")),
    Holding("accounts.grant", "角色授权", "知道谁在什么时候能办什么", Basis.STATUTORY_DUTY,
            "本人、系统管理员、安全管理员", (PersonalField("user", "持有人"),), Retention("随操作日志保存")),
    Holding("accounts.sentform", "已提交的表单", "同一张表提交两次只算一次", Basis.STATUTORY_DUTY,
            "无人可看，只供系统比对",
            (PersonalField("user", "提交人"),), Retention("随账号保存")),
]
