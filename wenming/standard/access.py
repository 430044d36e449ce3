"""Who may read an edition and who may put one right; loaders that know only the viewer's own organisation."""

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound, RuleBroken

from .models import Edition, EditionFinding, Indicator

State = Edition.State
CLOSED = {
    State.FROZEN: "这一版已经定版，不能再改。要改，请把改好的文件读成新的一版。",
    State.DISCARDED: "这一版已经放弃。需要的话请重新读入。",
    State.READING: "文件正在读入，请等它读完。",
    State.UNREADABLE: "这份文件没有读成，请换一种格式重新读入。",
}


def may_edit(by: Viewer) -> bool:
    return by.may(Permission.EDIT_PLAN)


def check_may_edit(by: Viewer) -> None:
    if not may_edit(by):
        raise NotAllowed("测评体系由领导小组办公室读入和核对，您可以查看已定版的。")


def check_may_correct(by: Viewer, edition: Edition) -> None:
    """Raises NotFound for another organisation's, NotAllowed for the role, RuleBroken for the state."""
    if edition.organisation_id != by.organisation_id:
        raise NotFound
    check_may_edit(by)
    if edition.state != State.PROPOSED:
        raise RuleBroken(CLOSED[State(edition.state)])


def edition_for(viewer: Viewer, edition_id: int) -> Edition:
    """One that is not frozen yet only for those who put it right."""
    found = Edition.objects.of(viewer.organisation_id).select_related("standard", "source_file").filter(
        pk=edition_id).first()
    if found is None or not (found.state == State.FROZEN or may_edit(viewer)):
        raise NotFound
    return found


def indicator_for(viewer: Viewer, indicator_id: int) -> Indicator:
    found = Indicator.objects.of(viewer.organisation_id).select_related("edition__standard", "parent").filter(
        pk=indicator_id).first()
    if found is None or not (found.edition.state == State.FROZEN or may_edit(viewer)):
        raise NotFound
    return found


def finding_for(viewer: Viewer, finding_id: int) -> EditionFinding:
    check_may_edit(viewer)
    found = EditionFinding.objects.of(viewer.organisation_id).select_related("edition__standard").filter(
        pk=finding_id).first()
    if found is None:
        raise NotFound
    return found
