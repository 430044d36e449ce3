"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, name_of_actor

HOLDINGS = [
    Holding("dossier.packageexport", "材料包移交", "材料包是谁导出的", Basis.STATUTORY_DUTY,
            "领导小组办公室、领导小组成员",
            name_of_actor("asked_by", "导出人")),
]
