"""Why a masked value is shown: a reason from a short list, with words where the list does not say it."""

from enum import StrEnum

from wenming.domain.errors import InputRefused

LONGEST_NOTE = 200
SHORTEST_NOTE = 4


class Reason(StrEnum):
    REGISTER = "register"
    VERIFY = "verify"
    CONTACT = "contact"
    SUPERIOR = "superior"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Reason.REGISTER: "办理登记、参保或报送",
    Reason.VERIFY: "核对身份，更正名册",
    Reason.CONTACT: "有急事联系本人",
    Reason.SUPERIOR: "上级或主管部门依法要求",
    Reason.OTHER: "其他，见说明",
}


def reason_in_words(reason: str, note: str) -> str:
    """What the record keeps. Raises InputRefused without a reason, or without words where it is "other"."""
    note = note.strip()[:LONGEST_NOTE]
    if reason not in set(Reason):
        raise InputRefused("没有显示：请先选一个查看原因。", {"reason": "请选原因"})
    if reason == Reason.OTHER and len(note) < SHORTEST_NOTE:
        raise InputRefused("没有显示：原因选“其他”时请写明用途。", {"note": f"至少 {SHORTEST_NOTE} 个字"})
    return f"{Reason(reason).label}：{note}" if note else Reason(reason).label
