"""What a room declares of the personal data it holds: purpose, basis, sensitivity, how long, who may see it.

The declarations stand in each room's ``personal_data.py``; the data map is drawn from them. Sources: 个人信息保护法 13,
19, 28, 51, 55; 网络数据安全管理条例 21 (a clear list of purposes and periods).
"""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    HR_MANAGEMENT = "hr_management"
    STATUTORY_DUTY = "statutory_duty"
    CONSENT = "consent"

    @property
    def label(self) -> str:
        return _BASES[self]


_BASES = {  # 个人信息保护法 13
    Basis.HR_MANAGEMENT: "人力资源管理所必需（第十三条第二项）",
    Basis.STATUTORY_DUTY: "履行法定职责所必需（第十三条第三项）",
    Basis.CONSENT: "本人同意（第十三条第一项）",
}


class Sensitivity(StrEnum):
    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    SENSITIVE = "sensitive"

    @property
    def label(self) -> str:
        return {"ordinary": "一般", "restricted": "限制知悉", "sensitive": "敏感"}[self.value]


@dataclass(frozen=True, slots=True)
class Retention:
    """``months`` after ``since`` the room's retention rule does what ``then`` says; None: kept as long as ``since``."""

    since: str
    months: int | None = None
    then: str = ""

    def __str__(self) -> str:
        return self.since if self.months is None else f"{self.since}起 {self.months} 个月，期满{self.then}"


WITH_THE_FILES = Retention("随创建工作档案保存")


@dataclass(frozen=True, slots=True)
class PersonalField:
    name: str
    label: str
    sensitivity: Sensitivity = Sensitivity.ORDINARY


@dataclass(frozen=True, slots=True)
class Holding:
    """One table with personal data. ``model`` is its label in lower case; ``seen_by`` is a text people read."""

    model: str
    table: str
    purpose: str
    basis: Basis
    seen_by: str
    fields: tuple[PersonalField, ...]
    retention: Retention = WITH_THE_FILES


def name_of_actor(name: str, label: str) -> tuple[PersonalField, ...]:
    """The one personal field of many tables: the name of who did something."""
    return (PersonalField(name, label),)
