"""The short plan of the tests in other words, and a campaign in which work has begun."""

from tests.cast import NOW
from tests.factories.plan_documents import PLAN, frozen
from wenming.audit.models import AuditEntry
from wenming.notices.models import Notice
from wenming.organisation.models import LeadingGroup
from wenming.plan.actions.duties import receive_duties
from wenming.plan.models import Assignment, Duty, FormerValue, Phase, Target, Task, TaskText

MORE = "4、办好新年音乐会。请乐团来演出，留票给老同志。（牵头单位：厅团委，责任单位：离退处）\n\n"
OWNERS = "（牵头单位：机关党委、税政法规处，责任单位：各处室、单位）"
_FIRST = PLAN[PLAN.index("1、开展"):PLAN.index("2、办好")]
REORDERED = (
    PLAN.replace(_FIRST, "").replace("（二）抓好志愿服务", _FIRST.replace("1、", "2、") + "（二）抓好志愿服务")
    .replace("2、办好", "1、办好")
)
"""The first two tasks change places."""


def worked(cast):
    """A campaign in which 税政法规处 has received its duty of task 1."""
    campaign = frozen(cast)
    duty = Duty.objects.get(task__key="t1", unit=cast.responsible)
    receive_duties(unit=cast.responsible, by=cast.viewers["responsible"], at=NOW)
    return campaign, duty


def change(before: str, after: str, text: str = PLAN) -> str:
    assert before in text
    return text.replace(before, after)


def state() -> dict[str, list]:
    """All rows a revision could touch."""
    return {
        model.__name__: sorted(map(repr, model.objects.values()))
        for model in (Task, TaskText, Assignment, Duty, Target, FormerValue, Phase, LeadingGroup, AuditEntry, Notice)
    }
