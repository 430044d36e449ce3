"""The record is read by the audit administrator, in his own organisation only."""

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound

from .models import AuditEntry, ChainCheck, Removal
from .queries.removals import removals_for


def check_may_read(by: Viewer) -> None:
    if not by.may(Permission.READ_AUDIT):
        raise NotAllowed("操作日志由审计管理员查看。")


def entry_for(viewer: Viewer, entry_id: int) -> AuditEntry:
    found = AuditEntry.objects.filter(organisation_id=viewer.organisation_id, pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def check_for(viewer: Viewer, check_id: int) -> ChainCheck:
    found = ChainCheck.objects.filter(organisation_id=viewer.organisation_id, pk=check_id).first()
    if found is None:
        raise NotFound
    return found


def sealed_entry_for(viewer: Viewer, position: str) -> AuditEntry:
    """The entry at a place of the chain, as an address or a slip of paper names it."""
    number = int(position) if position.isascii() and position.isdigit() and len(position) < 19 else 0
    found = AuditEntry.objects.filter(organisation_id=viewer.organisation_id, position=number).first()
    if found is None:
        raise NotFound("链上没有这一条。")
    return found


def removal_for(viewer: Viewer, removal_id: int) -> Removal:
    """Raises NotFound for what another organisation, or a person whose removals are none of the viewer's, took away."""
    found = removals_for(viewer).filter(pk=removal_id).first()
    if found is None:
        raise NotFound
    return found
