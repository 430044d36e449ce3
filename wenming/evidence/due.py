"""What of evidence waits for somebody: what to review, and what came back."""

from collections.abc import Iterator
from datetime import date

from wenming.domain.authority import Viewer
from wenming.domain.evidence.review import Reason
from wenming.evidence.models import Evidence, ReviewStep
from wenming.organisation.registry import DueItem, due
from wenming.shell.addresses import address

from .access import turn_of, visible_to
from .queries.reviewing import returned_to, waiting_for

COUNTED = 200
"""Up to so many are counted: the desk costs the same however long the queue."""
ONE_BY_ONE = 3


@due
def of_reviews(viewer: Viewer, _today: date) -> Iterator[DueItem]:
    turn = turn_of(viewer)
    if not turn:
        return
    stages = list(waiting_for(visible_to(viewer), turn).order_by().values_list("stage", flat=True)[: COUNTED + 1])
    drafts = stages.count(Evidence.Stage.DRAFT)
    if drafts:
        yield DueItem("确认", f"{drafts} 件草稿等您确认", "确认后才计数", None,
                      address("evidence:review"), "确认")
    rest = len(stages) - drafts
    if rest:
        many = f"{COUNTED} 件以上" if len(stages) > COUNTED else f"{rest} 件"
        yield DueItem("佐证", f"{many}佐证等您审核", "可以一次勾选多件", None, address("evidence:review"), "去审")
    if turn.contact_of:
        yield from _returned(viewer, turn.contact_of)


def _returned(viewer: Viewer, unit_ids: tuple[int, ...]) -> Iterator[DueItem]:
    found = list(returned_to(viewer.organisation_id, unit_ids).order_by("pk")[: ONE_BY_ONE + 1])
    if len(found) > ONE_BY_ONE:
        titles = "、".join(one.title for one in found[:ONE_BY_ONE])
        yield DueItem("退回", "有佐证被退回，等修改后重新报送", f"{titles}等", None,
                      address("evidence:review") + "#returned", "修改")
        return
    why = dict(
        ReviewStep.objects.of(viewer.organisation_id).filter(evidence__in=found, act="return").order_by("pk")
        .values_list("evidence_id", "code")
    ) if found else {}
    for one in found:
        reason = Reason(why[one.pk]).label if one.pk in why else ""
        yield DueItem("退回", f"“{one.title}”被退回", f"{reason}，改好后重新报送", None,
                      address("evidence:evidence", one.pk), "修改")
