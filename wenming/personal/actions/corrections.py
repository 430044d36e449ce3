"""Asking for a correction, and answering it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from wenming.accounts.models import User
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken
from wenming.notices.actions import send
from wenming.organisation.access import check_own
from wenming.personal import access, events
from wenming.personal.models import CorrectionRequest

MOST_WAITING = 5
State = CorrectionRequest.State


@transaction.atomic
def ask_for_correction(*, about: str, wanted: str, by: Viewer, at: datetime) -> CorrectionRequest:
    """The person says what is wrong. Raises RuleBroken where MOST_WAITING requests of his wait already."""
    own = CorrectionRequest.objects.of(by.organisation_id).filter(user_id=by.user_id, state=State.WAITING)
    if own.count() >= MOST_WAITING:
        raise RuleBroken(f"您已有 {MOST_WAITING} 件更正申请等待办理，请等答复后再提；急的请直接联系办公室。")
    made = CorrectionRequest.objects.create(
        organisation_id=by.organisation_id, user=User.objects.get(pk=by.user_id), about=about, wanted=wanted.strip(),
        asked_at=at,
    )
    record(events.correction_asked, by=by, at=at, on=made)
    return made


@transaction.atomic
def answer_correction(
    *, request: CorrectionRequest, accepted: bool, answer: str = "", by: Viewer, at: datetime
) -> CorrectionRequest:
    """Accepted: whoever answers has put it right. Refused: ``answer`` says why. Never by the person himself."""
    access.check_may_keep(by)
    check_own(by, request)
    if request.user_id == by.user_id:
        raise NotAllowed("自己提的更正请由另一位经办人答复。")
    if not accepted and not answer.strip():
        raise InputRefused("没有保存：不更正的，请写明理由，本人会看到。", {"answer": "请写理由"})
    request = CorrectionRequest.objects.select_for_update(of=("self",)).select_related("user").get(pk=request.pk)
    if request.state != State.WAITING:
        raise RuleBroken(f"{request.answered_by}已经答复过这件申请：{request.get_state_display()}。")
    request.state = State.ACCEPTED if accepted else State.REFUSED
    request.answer, request.answered_by, request.answered_at = answer.strip(), by.name, at
    request.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(events.correction_answered, by=by, at=at, on=request, after={"state": request.get_state_display()},
           reason=answer.strip())
    send(to=request.user, title=f"您的更正申请：{request.get_state_display()}", body=request.answer,
         link=reverse("personal:own_data"), by=by, at=at)
    return request
