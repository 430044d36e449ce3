"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, Retention, name_of_actor

HOLDINGS = [
    Holding("jobs.job", "后台任务", "知道任务是谁发起的，办完告诉他", Basis.STATUTORY_DUTY, "发起人、领导小组办公室",
            name_of_actor("asked_by_label", "发起人"), Retention("办完之日", 24, "删除")),
]
