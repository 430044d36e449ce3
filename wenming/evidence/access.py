"""Who may see, file, change and cite evidence.

Source: design.md 6 (disclosure); mission.md A3. Evidence withheld is for the office, the leaders and its own unit.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wenming.accounts.models import User
from wenming.domain.authority import Permission, Role, Viewer
from wenming.domain.errors import InputRefused, NotAllowed, NotFound
from wenming.domain.evidence.review import Party
from wenming.organisation.models import Unit
from wenming.plan.models import Duty, Task, TaskSlot
from wenming.standard.models import MaterialSlot

from .errors import AlreadyWithdrawn
from .models import Batch, Citation, EventPack, Evidence, EvidenceFile, EvidenceWarning, Link, PictureDoubt
from .queries.reviewing import Turn
from .queries.sight import Sight


def visible_to(viewer: Viewer) -> QuerySet[Evidence]:
    """The evidence of the viewer's organisation the viewer may see; the base of every list and count."""
    sight = sight_of(viewer)
    return sight.evidence_of(viewer.organisation_id) if sight else Evidence.objects.none()


def sight_of(viewer: Viewer) -> Sight | None:
    """What part of the evidence ``visible_to`` shows; None for nothing."""
    if not viewer.may(Permission.READ_CAMPAIGN):
        return None
    return Sight(True) if viewer.has(Role.OFFICE, Role.LEADER) else Sight(False, tuple(viewer.unit_ids))


def sight_for(viewer: Viewer) -> Sight:
    """As ``sight_of``. Raises NotAllowed for nothing."""
    sight = sight_of(viewer)
    if sight is None:
        raise NotAllowed("您的账号没有查看台账的权限。")
    return sight


def evidence_for(viewer: Viewer, evidence_id: int) -> Evidence:
    """Raises NotFound for what is not there and for what the viewer may not see alike."""
    found = visible_to(viewer).select_related("unit", "pack").filter(pk=evidence_id).first()
    if found is None:
        raise NotFound("没有找到这件佐证，可能不属于本单位，或只限报送单位和办公室查看。")
    return found


def file_for(viewer: Viewer, evidence_id: int, file_id: int) -> EvidenceFile:
    """A file of any revision of evidence the viewer may see."""
    found = (
        EvidenceFile.objects.of(viewer.organisation_id)
        .filter(pk=file_id, revision__evidence__in=visible_to(viewer).filter(pk=evidence_id))
        .select_related("stored")
        .first()
    )
    if found is None:
        raise NotFound("没有找到这个文件。")
    return found


def packs_visible_to(viewer: Viewer) -> QuerySet[EventPack]:
    """Packs are seen as evidence of the same unit and disclosure is."""
    sight = sight_of(viewer)
    return EventPack.objects.of(viewer.organisation_id).filter(sight.packs) if sight else EventPack.objects.none()


def pack_for(viewer: Viewer, pack_id: int) -> EventPack:
    """Raises NotFound for what is not there and for what the viewer may not see alike."""
    found = packs_visible_to(viewer).select_related("unit").filter(pk=pack_id).first()
    if found is None:
        raise NotFound("没有找到这个活动材料包，可能不属于本单位，或只限报送单位和办公室查看。")
    return found


def parts_of(viewer: Viewer, pack: EventPack) -> QuerySet[Evidence]:
    """The parts of a pack the viewer may see, but for what was withdrawn."""
    return visible_to(viewer).filter(pack=pack).exclude(state=Evidence.State.WITHDRAWN)


def link_for(viewer: Viewer, link_id: int) -> Link:
    """The web link of evidence the viewer may see, with the evidence."""
    links = Link.objects.of(viewer.organisation_id).filter(pk=link_id, evidence__in=visible_to(viewer))
    found = links.select_related("evidence__unit").first()
    if found is None:
        raise NotFound("没有找到这个网页链接。")
    return found


def warning_for(viewer: Viewer, evidence_id: int, warning_id: int) -> EvidenceWarning:
    """A warning of evidence the viewer may see."""
    found = (
        EvidenceWarning.objects.of(viewer.organisation_id)
        .filter(pk=warning_id, evidence__in=visible_to(viewer).filter(pk=evidence_id))
        .select_related("evidence__unit")
        .first()
    )
    if found is None:
        raise NotFound("没有找到这条提醒：内容改过以后，它可能已经不在了。")
    return found


def batches_of(viewer: Viewer) -> QuerySet[Batch]:
    """The batches the viewer may work on: his own, or all of them for the office."""
    batches = Batch.objects.of(viewer.organisation_id).select_related("unit")
    return batches if viewer.has(Role.OFFICE) else batches.filter(made_by_id=viewer.user_id)


def batch_for(viewer: Viewer, batch_id: int) -> Batch:
    """Raises NotFound for what is not there and for another person's batch alike."""
    found = batches_of(viewer).filter(pk=batch_id).first()
    if found is None:
        raise NotFound("没有找到这一批文件，可能是别人上传的。")
    return found


def citation_for(viewer: Viewer, citation_id: int) -> Citation:
    found = (
        Citation.objects.of(viewer.organisation_id)
        .filter(pk=citation_id, evidence__in=visible_to(viewer))
        .select_related("evidence__unit", "unit", "task", "duty__task", "duty__work_item__task", "slot")
        .first()
    )
    if found is None:
        raise NotFound("没有找到这处引用，可能刚被取消。")
    return found


def doubt_for(viewer: Viewer, doubt_id: int) -> PictureDoubt:
    found = (
        PictureDoubt.objects.of(viewer.organisation_id)
        .filter(pk=doubt_id, evidence__in=visible_to(viewer)).select_related("evidence__unit").first()
    )
    if found is None:
        raise NotFound("没有找到这条提醒，可能照片已经换过。")
    return found


def may_answer(viewer: Viewer, evidence: Evidence) -> bool:
    """Doubts are answered by the office, which sees both pictures; never by the unit that filed."""
    return evidence.organisation_id == viewer.organisation_id and viewer.covers_all_units(Permission.FILE_EVIDENCE)


def check_may_answer(viewer: Viewer, doubt: PictureDoubt) -> None:
    if doubt.organisation_id != viewer.organisation_id:
        raise NotFound
    if not may_answer(viewer, doubt.evidence):
        raise NotAllowed("照片的提醒由领导小组办公室核对。")


@dataclass(frozen=True, slots=True)
class Served:
    """What evidence is to serve, loaded."""

    tasks: list[Task]
    duties: list[Duty]
    slots: list[MaterialSlot]


def served_for(viewer: Viewer, values: Iterable[str]) -> Served:
    """The things named as ``task:1``, ``duty:2``, ``slot:3``. Raises NotFound where one is not the viewer's own."""
    named: dict[str, set[int]] = {"task": set(), "duty": set(), "slot": set()}
    for value in values:
        kind, _, number = value.partition(":")
        if kind not in named or not (number.isascii() and number.isdigit() and len(number) < 19):
            raise NotFound
        named[kind].add(int(number))
    found = Served(
        list(Task.objects.of(viewer.organisation_id).filter(pk__in=named["task"])),
        list(Duty.objects.of(viewer.organisation_id).filter(pk__in=named["duty"]).select_related(
            "task", "work_item__task", "unit")),
        list(MaterialSlot.objects.of(viewer.organisation_id).filter(pk__in=named["slot"])),
    )
    if [len(found.tasks), len(found.duties), len(found.slots)] != [len(ids) for ids in named.values()]:
        raise NotFound("勾选的任务或材料要求已不在方案里，请刷新后重新勾选。")
    return found


def check_still_asked(tasks: Iterable[Task], duties: Iterable[Duty], slots: Iterable[MaterialSlot]) -> None:
    """Raises InputRefused for what the plan in force no longer says: evidence is not put on what was withdrawn."""
    gone = [f"“{task.title}”" for task in tasks if task.state == Task.State.WITHDRAWN]
    gone += [f"“{duty.title}”里{duty.unit}的分解任务" for duty in duties
             if duty.state == Duty.State.WITHDRAWN or duty.task.state == Task.State.WITHDRAWN]
    if asked := [slot.pk for slot in slots]:
        closed = TaskSlot.objects.filter(slot__in=asked, task__state=Task.State.WITHDRAWN).select_related("slot")
        gone += [f"材料要求“{one.slot.title}”所在的任务" for one in closed]
    if gone:
        raise InputRefused(f"{'、'.join(gone)}已经撤销，佐证不能再用在这里，没有保存。请看过现在的任务，重新勾选。",
                           {"serves": "请重新勾选"})


def may_file(viewer: Viewer, unit: Unit) -> bool:
    return unit.organisation_id == viewer.organisation_id and viewer.may(Permission.FILE_EVIDENCE, unit.pk)


def check_may_file(viewer: Viewer, unit: Unit) -> None:
    if unit.organisation_id != viewer.organisation_id:
        raise NotFound
    if not may_file(viewer, unit):
        raise NotAllowed(f"您不能替{unit}报送佐证。请由{unit}的联络员或领导小组办公室来办。")


def units_to_file_for(viewer: Viewer, on: date) -> QuerySet[Unit]:
    """The units the viewer may file for on a day."""
    units = Unit.objects.of(viewer.organisation_id).valid_on(on)
    if viewer.covers_all_units(Permission.FILE_EVIDENCE):
        return units
    return units.filter(pk__in=[one for one in viewer.unit_ids if viewer.may(Permission.FILE_EVIDENCE, one)])


def check_may_fill(viewer: Viewer, pack: EventPack) -> None:
    """Adding to a pack is for the unit that filed it and for the office."""
    if not packs_visible_to(viewer).filter(pk=pack.pk).exists():
        raise NotFound
    if not may_file(viewer, pack.unit):
        raise NotAllowed(f"这个活动材料包由{pack.unit}报送，只有该单位和领导小组办公室可以补充。")


def turn_of(viewer: Viewer) -> Turn:
    """As whom the viewer reviews."""
    contact_of = tuple(one for one in viewer.unit_ids if viewer.may(Permission.FILE_EVIDENCE, one))
    head_of = tuple(one.unit_id for one in viewer.held if one.role == Role.UNIT_HEAD and one.unit_id)
    return Turn(contact_of, head_of, viewer.has(Role.OFFICE))


def parties_of(viewer: Viewer, evidence: Evidence, leads: Collection[int]) -> frozenset[Party]:
    """As whom the viewer acts on a piece; ``leads`` are the units that lead what it serves (``leads_of``)."""
    turn = turn_of(viewer)
    as_party = {
        Party.OFFICE: turn.office, Party.CONTACT: evidence.unit_id in turn.contact_of,
        Party.HEAD: evidence.unit_id in turn.head_of, Party.LEAD: not set(leads).isdisjoint(turn.contact_of),
    }
    if evidence.organisation_id != viewer.organisation_id:
        return frozenset()
    return frozenset(party for party, is_so in as_party.items() if is_so)


def unit_to_offer_for(viewer: Viewer) -> Unit | None:
    """The unit of the person of the roster the account stands for; None where it stands for none of this body."""
    here = Unit.objects.of(viewer.organisation_id)
    person = User.objects.filter(pk=viewer.user_id, person__organisation_id=viewer.organisation_id)
    return here.filter(pk__in=person.values("person__unit")).first()


def check_may_offer(viewer: Viewer) -> Unit:
    """The unit the viewer may offer a draft to."""
    unit = unit_to_offer_for(viewer) if viewer.may(Permission.OFFER_EVIDENCE) else None
    if unit is None:
        raise NotAllowed("您的账号还没有和名册上的人对上，不知道交给哪个处室。请找本单位的系统管理员关联后再来。")
    return unit


def may_change(viewer: Viewer, evidence: Evidence) -> bool:
    return evidence.state != Evidence.State.WITHDRAWN and may_file(viewer, evidence.unit)


def check_may_change(viewer: Viewer, evidence: Evidence) -> None:
    """Changing, withdrawing and adding files are for the unit that filed it and for the office."""
    if evidence.organisation_id != viewer.organisation_id:
        raise NotFound
    if not may_file(viewer, evidence.unit):
        raise NotAllowed(f"这件佐证由{evidence.unit}报送，只有该单位和领导小组办公室可以改动。")
    check_is_not_withdrawn(evidence)


def may_take_original(viewer: Viewer, evidence: Evidence) -> bool:
    """Of a covered picture: the unit that filed it, and the office."""
    return may_file(viewer, evidence.unit)


def check_may_take_original(viewer: Viewer, evidence: Evidence) -> None:
    if not may_take_original(viewer, evidence):
        raise NotAllowed(f"遮挡过的图片，原件只有{evidence.unit}和领导小组办公室可以看、可以取。")


def may_cite(viewer: Viewer, evidence: Evidence, unit: Unit) -> bool:
    return evidence.state != Evidence.State.WITHDRAWN and may_file(viewer, unit) and may_see(viewer, evidence)


def check_may_cite(viewer: Viewer, evidence: Evidence, unit: Unit) -> None:
    """Any unit may answer with evidence it can see, whoever filed it."""
    if not may_see(viewer, evidence):
        raise NotFound
    check_may_file(viewer, unit)
    check_is_not_withdrawn(evidence)


def may_see(viewer: Viewer, evidence: Evidence) -> bool:
    return visible_to(viewer).filter(pk=evidence.pk).exists()


def check_is_not_withdrawn(evidence: Evidence) -> None:
    if evidence.state == Evidence.State.WITHDRAWN:
        raise AlreadyWithdrawn
