"""One piece of evidence: its pictures, what is said about it, what it serves, what happened to it."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.evidence import access
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.actions.citing import cite as cite_evidence
from wenming.evidence.actions.citing import uncite as uncite_evidence
from wenming.evidence.forms import (
    AnswerForm,
    ChangeForm,
    FindingForm,
    OriginalForm,
    ReviewForm,
    UnitForm,
    WithdrawForm,
)
from wenming.evidence.models import Evidence
from wenming.evidence.queries.covering import mark_of
from wenming.evidence.queries.links import link_page
from wenming.evidence.queries.one import evidence_page
from wenming.evidence.queries.openings import cited_already, open_tasks
from wenming.evidence.queries.review_line import review_line
from wenming.evidence.queries.reviewing import leads_of
from wenming.evidence.queries.viewing import Asked
from wenming.shell import kept
from wenming.shell.addresses import address
from wenming.shell.door import needs
from wenming.shell.refusals import status_of
from wenming.shell.responses import done, form_again, page

from .coming_from import named_in
from .review import told_review


@needs(Permission.READ_CAMPAIGN)
@require_GET
def evidence(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = access.evidence_for(request.viewer, evidence_id)
    typed = kept.take(request, address("evidence:change", found.pk))
    reason = kept.take(request, address("evidence:withdraw", found.pk))
    shown = drawn(request, found, ChangeForm(typed) if typed else None, WithdrawForm(reason) if reason else None)
    return page(request, "evidence/evidence.html", {**shown, "restored": bool(typed or reason)})


@needs(Permission.FILE_EVIDENCE)
@require_POST
def change(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found, form, status = access.evidence_for(request.viewer, evidence_id), ChangeForm(request.POST), 422
    access.check_may_file(request.viewer, found.unit)
    if form.is_valid():
        try:
            changed = change_evidence(evidence=found, by=request.viewer, at=timezone.now(), **form.cleaned_data)
            return done(request, f"已保存。{told_review(changed)}", "evidence:evidence", found.pk)
        except RuleBroken as refusal:
            form.refuse(refusal)
            form.now_against(found)
            status = status_of(refusal)
    return page(request, "evidence/evidence.html", drawn(request, found, form), status=status)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def withdraw(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found, form = access.evidence_for(request.viewer, evidence_id), WithdrawForm(request.POST)
    access.check_may_file(request.viewer, found.unit)
    if not form.is_valid():
        return form_again(request, "evidence/evidence.html", drawn(request, found, withdrawing=form))
    withdraw_evidence(evidence=found, by=request.viewer, at=timezone.now(), **form.cleaned_data)
    return done(request, f"已撤回“{found.title}”，不再计数；原件仍保留。", "evidence:evidence", found.pk)


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Choose what more the evidence serves: also where an exact duplicate leads instead of a second upload."""
    found, today = access.evidence_for(request.viewer, evidence_id), timezone.localdate()
    data = request.POST if request.method == "POST" else kept.take(request)
    form = UnitForm(data, viewer=request.viewer, on=today, initial={"unit": request.GET.get("unit") or found.unit_id})
    chosen = data.getlist("serves") if data else named_in(request)[-1:]
    if request.method == "POST" and form.is_valid():
        try:
            return _cited(request, found, form, chosen)
        except InputRefused as refusal:
            form.refuse(refusal)
    every = request.viewer.covers_all_units(Permission.FILE_EVIDENCE)
    restored = request.method == "GET" and data is not None
    tasks = open_tasks(form.unit_now, every_task=every, chosen=chosen) if form.unit_now else []
    answer = form_again if form.errors and request.method == "POST" else page
    return answer(request, "evidence/cite.html", {
        "evidence": found, "form": form, "tasks": tasks, "cited": cited_already(found, form.unit_now),
        "restored": restored,
    })


@needs(Permission.FILE_EVIDENCE)
@require_POST
def uncite(request: HttpRequest, citation_id: int) -> HttpResponse:
    citation = access.citation_for(request.viewer, citation_id)
    uncite_evidence(citation=citation, by=request.viewer, at=timezone.now())
    return done(request, "已取消这处引用，佐证本身不变。", "evidence:evidence", citation.evidence_id)


def _cited(request: HttpRequest, found: Evidence, form: UnitForm, chosen: list[str]) -> HttpResponse:
    if not chosen:
        raise InputRefused("请至少勾选一项。")
    served = access.served_for(request.viewer, chosen)
    new = cite_evidence(
        evidence=found, unit=form.cleaned_data["unit"], tasks=served.tasks, duties=served.duties, slots=served.slots,
        by=request.viewer, at=timezone.now(),
    )
    sentence = f"已引用到 {len(new)} 处，不用重传。" if new else "勾选的各处已经引用过了。"
    return done(request, sentence, "evidence:evidence", found.pk)


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer to a warning that was refused: it is shown again where it was written."""

    warning_id: int
    form: AnswerForm


def drawn(
    request: HttpRequest, found: Evidence, changing: ChangeForm | None = None,
    withdrawing: WithdrawForm | None = None, answering: Answering | None = None,
    *, finding: tuple[int, FindingForm] | None = None, taking: OriginalForm | None = None, asked: Asked | None = None,
) -> dict[str, object]:
    """All the page of one piece of evidence shows, with the form that was refused, if one was."""
    viewer, asked = request.viewer, asked or Asked.of(request.GET)
    may_take = access.may_take_original(viewer, found)
    sheet = evidence_page(found, access.sight_of(viewer), replace(asked, original=asked.original and may_take))
    sensitive = found.is_withheld or (sheet.look is not None and sheet.look.is_original)
    line = review_line(found, access.parties_of(viewer, found, leads_of([found])[found.pk]))
    return {
        "evidence": found, "sheet": sheet, "line": line, "review_form": ReviewForm(),
        "mark": mark_of(viewer) if sensitive else "", "now": timezone.now(),
        "may_take": may_take, "taking": taking, "original_form": taking or OriginalForm(),
        "restored": False, "linked": link_page(found), "fetches": settings.FETCH_LINKS,
        "may_change": access.may_change(viewer, found), "may_cite": viewer.may(Permission.FILE_EVIDENCE),
        "may_uncite": lambda citation: access.may_file(viewer, citation.unit),
        "changing": changing, "change_form": changing or ChangeForm.of(found),
        "answering": answering, "answer_form": lambda warning: AnswerForm(initial={"details": warning.details}),
        "may_answer": access.may_answer(viewer, found), "finding": finding, "finding_form": FindingForm(),
        "withdrawing": withdrawing, "withdraw_form": withdrawing or WithdrawForm(),
    }
