"""A masked value in full, once; the roster to take away."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.organisation.access import person_for
from wenming.organisation.queries.people import MASKS, label_of, masked
from wenming.personal.actions.reveals import note_full_export, reveal
from wenming.personal.exports.people import people_in_full
from wenming.personal.forms import ReasonForm, RevealForm
from wenming.shell.door import needs
from wenming.shell.responses import page


@needs(Permission.REVEAL_PERSONAL)
@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest, person_id: int) -> HttpResponse:
    """The reason is asked first; the value stands in the answer itself and nowhere else."""
    person = person_for(request.viewer, person_id)
    form = RevealForm(request.POST if request.method == "POST" else None, initial={"field": request.GET.get("field")})
    value = ""
    if request.method == "POST" and form.carries_out(reveal, person=person, by=request.viewer, at=timezone.now()):
        value = form.outcome
    label = label_of(form.cleaned_data["field"]) if value else ""
    response = page(request, "personal/numbers.html", {
        "person": person, "form": form, "value": value, "label": label,
        "masks": [(label_of(field), masked(person, field)) for field in MASKS],
    }, form.answer_status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Location"] = reverse("organisation:person", args=[person.pk])
    return response


@needs(Permission.REVEAL_PERSONAL)
@require_http_methods(["GET", "POST"])
def export_people(request: HttpRequest) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carries_out(note_full_export, by=request.viewer, at=timezone.now()):
        book = people_in_full(request.viewer.organisation_id)
        response = FileResponse(book, as_attachment=True, filename=f"人员名册_{timezone.localdate():%Y%m%d}.xlsx")
        response.headers["Cache-Control"] = "no-store"
        return response
    return page(request, "personal/export_people.html", {"form": form}, form.answer_status)
