"""What this room holds of people."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Retention

HOLDINGS = [
    Holding("notices.notice", "通知", "把与本人有关的事告诉本人", Basis.STATUTORY_DUTY, "收件人",
            (PersonalField("to", "收件人"),), Retention("发出之日", 24, "删除")),
]
