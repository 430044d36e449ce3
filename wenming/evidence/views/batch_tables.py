"""The grid of a batch as a workbook: taken away, filled in, looked at, written."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.evidence import access
from wenming.evidence.actions.batch_mapping import apply_mapping
from wenming.evidence.exports.mappings import bad_rows_workbook, template_workbook
from wenming.evidence.forms import TableForm
from wenming.evidence.intake.mappings import check_mapping, sealed, unsealed
from wenming.shell.door import needs
from wenming.shell.responses import done, page, workbook_file


@needs(Permission.FILE_EVIDENCE)
@require_GET
def template(request: HttpRequest, batch_id: int) -> HttpResponse:
    subject = access.batch_for(request.viewer, batch_id)
    return workbook_file(template_workbook(subject), f"归集表_{subject}")


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def table(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Upload a filled-in table and see what it would write; nothing is written."""
    subject, viewer = access.batch_for(request.viewer, batch_id), request.viewer
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    shown = {"batch": subject, "form": form, "checked": None, "sealed": ""}
    if request.method == "POST" and form.is_valid():
        try:
            checked = check_mapping(subject, form.cleaned_data["content"], by=viewer, today=timezone.localdate())
            shown |= {"checked": checked, "sealed": sealed(subject, checked, viewer)}
        except InputRefused as refusal:
            form.refuse(refusal)
    status = 422 if form.errors and request.method == "POST" else 200
    return page(request, "evidence/batch_table.html", shown, status)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def write(request: HttpRequest, batch_id: int) -> HttpResponse:
    subject = access.batch_for(request.viewer, batch_id)
    checked = unsealed(subject, request.POST.get("sheet", ""), request.viewer)
    rows = apply_mapping(
        batch=subject, version=checked.version, said=checked.good, by=request.viewer, at=timezone.now()
    )
    return done(request, f"已按表格写入，{len(checked.good)} 个文件归为 {rows} 件。", "evidence:batch", subject.pk)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def bad_rows(request: HttpRequest, batch_id: int) -> HttpResponse:
    subject = access.batch_for(request.viewer, batch_id)
    checked = unsealed(subject, request.POST.get("sheet", ""), request.viewer)
    return workbook_file(bad_rows_workbook(checked.bad), f"{subject}-有问题的{len(checked.bad)}行")
