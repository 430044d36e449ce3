"""The figures to reach, and the page on which one is measured."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import NotFound, RuleBroken
from wenming.domain.files.secrecy import secrecy_warning
from wenming.filestore.actions import store
from wenming.filestore.exports import file_response
from wenming.filestore.models import StoredFile
from wenming.plan.access import tasks as access
from wenming.plan.actions.targets import record_measurement
from wenming.plan.forms.targets import MeasurementForm
from wenming.plan.queries import targets as queries
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .formwork import form_page, refused, typed


@require_GET
@needs(Permission.READ_CAMPAIGN)
def targets(request: HttpRequest) -> HttpResponse:
    campaign = campaign_of(request.viewer.organisation_id)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(request.viewer)})
    views = queries.targets_of(request.viewer.organisation_id, campaign)
    verdicts = [one.latest.reading.verdict.value for one in views]
    chosen = request.GET.get("verdict", "")
    return page(request, "plan/targets.html", {
        "every": views, "targets": [one for one in views if chosen in {"", one.latest.reading.verdict.value}],
        "counts": {name: verdicts.count(name) for name in ("met", "short", "no_data")}, "chosen": chosen,
    })


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CAMPAIGN)
def target(request: HttpRequest, target_id: int) -> HttpResponse:
    """What was measured so far and, for those who measure, the form for the next figure."""
    found = access.target_for(request.viewer, target_id)
    if request.method == "POST":
        access.check_may_measure(request.viewer, found)
    template = "plan/target.html"
    context = {
        "view": queries.target_view(found), "task": found.task, "target": found,
        "measurements": queries.measurements_of(found), "former": queries.former_values_of(found),
        "may_measure": access.may_measure(request.viewer, found) and found.closed_on is None,
    }
    form = MeasurementForm(found, typed(request), request.FILES or None, initial={"as_of": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return form_page(request, template, context, form)
    given = dict(form.cleaned_data)
    upload = given.pop("proof")
    try:
        proof = _stored(request, upload)
        record_measurement(
            target=found, as_of=given["as_of"], numerator=given["numerator"], denominator=given.get("denominator"),
            exclusions=given["exclusions"], proof=proof, by=request.viewer, at=timezone.now(),
        )
    except RuleBroken as refusal:
        return refused(request, template, context, form, refusal)
    warning = secrecy_warning(upload.name) if upload else ""
    return done(request, f"{warning}已填报。", "plan:target", found.pk)


def _stored(request: HttpRequest, upload) -> StoredFile | None:
    if upload is None:
        return None
    return store(content=upload, name=upload.name, by=request.viewer, at=timezone.now()).file


@require_GET
@needs(Permission.READ_CAMPAIGN)
def proof(request: HttpRequest, target_id: int, measurement_id: int) -> HttpResponse:
    """The list or table behind one figure."""
    found = access.target_for(request.viewer, target_id)
    for measurement, _reading, _replaced in queries.measurements_of(found):
        if measurement.pk == measurement_id and measurement.proof:
            return file_response(request, measurement.proof, name=measurement.proof.original_name, inline=False)
    raise NotFound
