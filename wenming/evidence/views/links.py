"""Filing a page of the web, and adding snapshots of it."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.filing import LATE_AFTER
from wenming.evidence import access
from wenming.evidence.actions.filing import add_files
from wenming.evidence.actions.linking import fetch_again, file_link
from wenming.evidence.actions.receiving import Incoming, Received
from wenming.evidence.forms import LinkForm
from wenming.evidence.models import Link
from wenming.evidence.queries.openings import OpenTask, open_tasks
from wenming.evidence.queries.texts import told_warnings
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.responses import done, form_again, page

from .coming_from import named_in
from .taking_in import redeemed, taken_in


@dataclass
class LinkSheet:
    """All the page draws: what was typed, the snapshots taken in and refused, what may be served."""

    form: LinkForm
    chosen: list[str]
    received: list[Received] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    restored: bool = False
    tasks: list[OpenTask] = field(default_factory=list)


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "evidence/link.html", _drawn(request, _blank(request)))
    received, refused = taken_in(request, pages=True)
    sheet = LinkSheet(_form(request, request.POST), request.POST.getlist("serves"), received, refused)
    try:
        if not refused and sheet.form.is_valid():
            return _filed(request, sheet)
    except InputRefused as refusal:
        sheet.form.refuse(refusal)
        sheet.refused += [refusal.fields[name] for name in ("files",) if name in refusal.fields]
    return form_again(request, "evidence/link.html", _drawn(request, sheet))


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def add_snapshot(request: HttpRequest, link_id: int) -> HttpResponse:
    """Snapshots made by hand; without any, another one made by the product."""
    of = access.link_for(request.viewer, link_id)
    found = of.evidence
    access.check_may_change(request.viewer, found)
    if request.method == "GET":
        return page(request, "evidence/add_snapshot.html", _snapshots(of, [], []))
    received, refused = taken_in(request, pages=True)
    try:
        if not refused and not received and settings.FETCH_LINKS:
            fetch_again(evidence=found, by=request.viewer, at=timezone.now())
            return done(request, "已交给后台去取，取到后作为下一稿留存。", "evidence:evidence", found.pk)
        if not refused:
            revision = add_files(evidence=found, files=_files(received), by=request.viewer, at=timezone.now())
            return done(request, f"快照已附上，现为第 {revision.number} 稿。", "evidence:evidence", found.pk)
    except InputRefused as refusal:
        refused = [refusal.sentence]
    return form_again(request, "evidence/add_snapshot.html", _snapshots(of, received, refused))


def _files(received: list[Received]) -> list[Incoming]:
    return [Incoming(one.name, stored=one.stored) for one in received]


def _snapshots(of: Link, received: list[Received], refused: list[str]) -> dict[str, object]:
    return {"link": of, "evidence": of.evidence, "received": received, "refused": refused,
            "largest": settings.MAX_FILE_BYTES, "fetches": settings.FETCH_LINKS}


def _form(request: HttpRequest, data: QueryDict | None, initial: dict[str, object] | None = None) -> LinkForm:
    return LinkForm(data, viewer=request.viewer, on=timezone.localdate(), initial=initial)


def _blank(request: HttpRequest) -> LinkSheet:
    typed = kept.take(request)
    if typed is not None:
        received, refused = redeemed(typed.getlist("receipts"), request.viewer)
        return LinkSheet(_form(request, typed), typed.getlist("serves"), received, refused, restored=True)
    return LinkSheet(_form(request, None, {"unit": request.GET.get("unit")}), named_in(request)[-1:])


def _drawn(request: HttpRequest, sheet: LinkSheet) -> dict[str, object]:
    every, unit = request.viewer.covers_all_units(Permission.FILE_EVIDENCE), sheet.form.unit_now
    sheet.tasks = open_tasks(unit, every_task=every, chosen=sheet.chosen) if unit else []
    return {"sheet": sheet, "largest": settings.MAX_FILE_BYTES, "fetches": settings.FETCH_LINKS,
            "late_after": LATE_AFTER.days}


def _filed(request: HttpRequest, sheet: LinkSheet) -> HttpResponse:
    served = access.served_for(request.viewer, sheet.chosen)
    evidence = file_link(
        **sheet.form.cleaned_data, files=_files(sheet.received), tasks=served.tasks, duties=served.duties,
        slots=served.slots, by=request.viewer, at=timezone.now(),
    )
    told = "后台正在留存快照。" if settings.FETCH_LINKS else "快照已存好。"
    sentence = f"已归集网页“{evidence.title}”，{told}{told_warnings(evidence)}"
    return done(request, sentence, "evidence:evidence", evidence.pk)
