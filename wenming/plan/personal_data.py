"""What this room holds of people: who did what on a plan, by name."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, name_of_actor

READERS = "参与创建工作的人"
HOLDINGS = [
    Holding("plan.planrevision", "方案版本", "方案由谁批准、谁冻结", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("approved_by", "批准人"), PersonalField("frozen_by", "冻结人"))),
    Holding("plan.proposalstep", "校核步骤", "校核时谁改了什么，能撤回", Basis.STATUTORY_DUTY, "领导小组办公室",
            name_of_actor("by", "校核人")),
    Holding("plan.duty", "分解任务", "任务由谁签收", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("received_by", "签收人")),
    Holding("plan.concreteplan", "实施方案", "方案由谁审核", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("decided_by", "审核人")),
    Holding("plan.milestone", "时间节点", "节点由谁负责", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("owner", "负责人")),
    Holding("plan.aim", "创建目标", "目标由哪些任务体现，谁确认的", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("confirmed_by", "确认人")),
    Holding("plan.measurement", "测算", "数字由谁填报", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("recorded_by", "填报人")),
]
