"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention, Sensitivity

HOLDINGS = [
    Holding("organisation.person", "人员名册", "统计人数、分解任务、登记职务、联系本人", Basis.HR_MANAGEMENT,
            "姓名、单位、状态：参与创建工作的人；身份证号、电话：打码显示给领导小组办公室和系统管理员，看全文要写原因",
            (PersonalField("name", "姓名"), PersonalField("staff_number", "工号"), PersonalField("status", "状态"),
             PersonalField("party_member", "中共党员", Sensitivity.RESTRICTED),
             PersonalField("id_number", "身份证号", Sensitivity.SENSITIVE),
             PersonalField("phone", "电话", Sensitivity.RESTRICTED)),
            Retention("调离之日", 36, "清除身份证号和电话")),
    Holding("organisation.standing", "人员经历", "知道某人在某日属于哪个单位、是什么状态", Basis.HR_MANAGEMENT,
            "参与创建工作的人",
            (PersonalField("person", "人员"), PersonalField("status", "状态"),
             PersonalField("party_member", "中共党员", Sensitivity.RESTRICTED),
             PersonalField("entered_by", "登记人"), PersonalField("withdrawn_by", "更正人"))),
    Holding("organisation.rosterimport", "名册导入", "知道名册从哪份表来、由谁导入", Basis.HR_MANAGEMENT,
            "领导小组办公室、系统管理员",
            (PersonalField("file", "导入的原表（可能含身份证号、电话）", Sensitivity.SENSITIVE),
             PersonalField("uploaded_by", "上传人"), PersonalField("confirmed_by", "确认人")),
            Retention("上传之日", 1, "销毁原表")),
    Holding("organisation.rosterline", "名册导入的逐行结果", "导入前看清每一行会改什么", Basis.HR_MANAGEMENT,
            "领导小组办公室、系统管理员",
            (PersonalField("name", "姓名"), PersonalField("person", "名册中的人"))),
    Holding("organisation.post", "职务", "知道某日某单位由谁负责", Basis.HR_MANAGEMENT, "参与创建工作的人",
            (PersonalField("person", "任职人"), PersonalField("title", "职务"))),
    Holding("organisation.groupmember", "领导小组成员", "公布领导小组组成", Basis.STATUTORY_DUTY, "参与创建工作的人",
            (PersonalField("name", "姓名"), PersonalField("person", "成员"))),
]
