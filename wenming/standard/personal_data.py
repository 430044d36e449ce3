"""What this room holds of people: who read an edition in, decided and froze it."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField

READERS = "参与创建工作的人"
HOLDINGS = [
    Holding("standard.edition", "测评体系的一版", "知道这一版由谁读入、由谁定版", Basis.HR_MANAGEMENT, READERS,
            (PersonalField("uploaded_by", "读入人"), PersonalField("frozen_by", "定版人"))),
    Holding("standard.editionfinding", "核对测评体系", "知道哪一处由谁决定、为什么", Basis.HR_MANAGEMENT,
            "领导小组办公室", (PersonalField("decided_by", "决定人"),)),
    Holding("standard.vetoline", "负面清单", "知道某一条由哪个部门证明（填写的是部门，不是个人）",
            Basis.STATUTORY_DUTY, READERS, (PersonalField("certified_by", "证明部门"),)),
]
