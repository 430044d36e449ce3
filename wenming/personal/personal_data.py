"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention, Sensitivity

HOLDINGS = [
    Holding("personal.consent", "同意记录", "证明取得过本人同意，何时撤回", Basis.CONSENT,
            "本人、领导小组办公室、系统管理员",
            (PersonalField("user", "账号"), PersonalField("person", "名册中的人"),
             PersonalField("recorded_by", "代录人"), PersonalField("withdrawn_by", "办理撤回的人")),
            Retention("撤回之日", 36, "删除")),
    Holding("personal.consenttext", "同意书", "知道同意书由谁发布", Basis.STATUTORY_DUTY, "全体登录人员",
            (PersonalField("published_by", "发布人"),)),
    Holding("personal.correctionrequest", "更正申请", "办理本人提出的更正", Basis.STATUTORY_DUTY,
            "本人、领导小组办公室、系统管理员",
            (PersonalField("user", "申请人"), PersonalField("wanted", "申请内容", Sensitivity.RESTRICTED),
             PersonalField("answered_by", "答复人")),
            Retention("答复之日", 36, "删除")),
    Holding("personal.retentionplan", "到期清理", "知道清理由谁确认", Basis.STATUTORY_DUTY, "系统管理员",
            (PersonalField("confirmed_by", "确认人"),)),
]
