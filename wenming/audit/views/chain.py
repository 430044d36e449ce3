"""The state of the chain: is it whole, what waits, and the slip of paper a later check is held against."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.audit import access
from wenming.audit.actions.reviewing import ask_verification, note_head
from wenming.audit.forms import SlipForm
from wenming.audit.queries import chain as queries
from wenming.domain.authority import Permission
from wenming.shell.door import needs
from wenming.shell.lists import page_after
from wenming.shell.responses import done, page


@needs(Permission.READ_AUDIT)
@require_GET
def chain(request: HttpRequest) -> HttpResponse:
    here = request.viewer.organisation_id
    form = SlipForm(request.GET if "digest" in request.GET else None)
    stands = queries.slip_stands(here, **form.cleaned_data) if form.is_bound and form.is_valid() else None
    state = queries.chain_state(here, at=timezone.now())
    return page(request, "audit/chain.html", {
        "chain": state, "head": queries.in_groups(state.head), "form": form, "stands": stands,
        "page": page_after(queries.checks_of(here), request.GET.get("after", ""), descending=["id"], size=20),
    })


@needs(Permission.READ_AUDIT)
@require_GET
def check(request: HttpRequest, check_id: int) -> HttpResponse:
    found = access.check_for(request.viewer, check_id)
    return page(request, "audit/check.html", {"check": found, "head": queries.in_groups(found.head)})


@needs(Permission.READ_AUDIT)
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    job = ask_verification(by=request.viewer, at=timezone.now())
    return done(request, "已开始核对，可以离开本页。", "jobs:job", job.pk)


@needs(Permission.READ_AUDIT)
@require_POST
def note(request: HttpRequest) -> HttpResponse:
    entry = note_head(by=request.viewer, at=timezone.now())
    return done(request, "请打印或抄下，存到系统之外。", reverse("audit:slip", query={"position": entry.position}))


@needs(Permission.READ_AUDIT)
@require_GET
def slip(request: HttpRequest) -> HttpResponse:
    """One place of the chain on a slip of paper."""
    entry = access.sealed_entry_for(request.viewer, request.GET.get("position", ""))
    return page(request, "audit/slip.html", {"entry": entry, "digest": queries.in_groups(entry.digest)})
