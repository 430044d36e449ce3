"""Who may see a value in full, keep consents, answer corrections, let data go. Loaders know one's own organisation."""

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound
from wenming.organisation.models import Person

from .models import Consent, ConsentText, CorrectionRequest, RetentionPlan


def may_reveal(by: Viewer) -> bool:
    return by.may(Permission.REVEAL_PERSONAL)


def check_may_reveal(by: Viewer, person: Person | None = None) -> None:
    """Raises NotFound for another organisation's person, NotAllowed for a role that does not need it."""
    if person is not None and person.organisation_id != by.organisation_id:
        raise NotFound
    if not may_reveal(by):
        raise NotAllowed("身份证号、电话的全文只有领导小组办公室办理需要时能看。")


def check_may_keep(by: Viewer) -> None:
    """Consents on paper, texts, answers to corrections: who keeps the roster keeps these."""
    if not by.may(Permission.MANAGE_ORGANISATION):
        raise NotAllowed("这件事由领导小组办公室或系统管理员办理。")


def check_may_let_go(by: Viewer) -> None:
    if not by.may(Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("到期个人信息的清理由系统管理员确认。")


def consent_for(viewer: Viewer, consent_id: int) -> Consent:
    """One's own consent, or any of the organisation for who keeps them."""
    rows = Consent.objects.of(viewer.organisation_id).select_related("text", "user", "person")
    found = rows.filter(pk=consent_id).first()
    if found is None or not (found.user_id == viewer.user_id or viewer.may(Permission.MANAGE_ORGANISATION)):
        raise NotFound
    return found


def text_for(viewer: Viewer, text_id: int) -> ConsentText:
    found = ConsentText.objects.of(viewer.organisation_id).filter(pk=text_id).first()
    if found is None:
        raise NotFound
    return found


def correction_for(viewer: Viewer, request_id: int) -> CorrectionRequest:
    rows = CorrectionRequest.objects.of(viewer.organisation_id).select_related("user")
    found = rows.filter(pk=request_id).first()
    if found is None:
        raise NotFound
    return found


def plan_for(viewer: Viewer, plan_id: int) -> RetentionPlan:
    found = RetentionPlan.objects.of(viewer.organisation_id).filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found
