"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention, Sensitivity

HOLDINGS = [
    Holding("accounts.user", "账号", "登录系统，办的事记到本人名下", Basis.STATUTORY_DUTY,
            "本人、系统管理员、安全管理员",
            (PersonalField("username", "登录名"), PersonalField("name", "姓名"), PersonalField("person", "名册中的人"),
             PersonalField("last_login", "最近登录")),
            Retention("随操作日志保存，停用后不能登录")),
    Holding("accounts.grant", "角色授权", "知道谁在什么时候能办什么", Basis.STATUTORY_DUTY,
            "本人、系统管理员、安全管理员", (PersonalField("user", "持有人"),), Retention("随操作日志保存")),
    Holding("accounts.usedpassword", "用过的密码", "不让密码改来改去又用旧的，只存摘要", Basis.STATUTORY_DUTY,
            "无人可看",
            (PersonalField("user", "账号"),), Retention("只留最近几次")),
    Holding("accounts.secondfactor", "动态口令", "管理员登录要有第二道验证", Basis.STATUTORY_DUTY,
            "无人可看，只供系统核对",
            (PersonalField("user", "账号"), PersonalField("secret", "验证器密钥", Sensitivity.SENSITIVE)),
            Retention("随账号保存")),
    Holding("accounts.signin", "登录记录", "本人和管理员能看到、能结束登录", Basis.STATUTORY_DUTY, "本人、系统管理员",
            (PersonalField("user", "账号"), PersonalField("address", "网络地址"), PersonalField("browser", "浏览器"),
             PersonalField("ended_by", "谁结束的")),
            Retention("90 天后自动删除")),
    Holding("accounts.failedsignin", "登录失败", "防止猜密码", Basis.STATUTORY_DUTY, "系统管理员",
            (PersonalField("username", "所试的登录名"), PersonalField("address", "网络地址")),
            Retention("锁定解除后自动删除")),
    Holding("accounts.sentform", "已提交的表单", "同一张表提交两次只算一次", Basis.STATUTORY_DUTY,
            "无人可看，只供系统比对",
            (PersonalField("user", "提交人"),), Retention("随账号保存")),
]
