"""The units of the body: the list, one unit, its other names, its closing."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.organisation import access, registry
from wenming.organisation.actions import units as acts
from wenming.organisation.forms.units import AliasForm, ChangeUnitForm, CloseUnitForm, UnitForm
from wenming.organisation.models import Unit
from wenming.organisation.queries.people import people_by_entry, people_per_status, posts_on
from wenming.organisation.queries.units import aliases_of, units_in_list, units_per_kind
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.lists import PAGE_SIZE
from wenming.shell.responses import done, page

LIAISONS = "organisation.unit.liaisons"


@needs(Permission.READ_CAMPAIGN, Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        access.check_may_manage(request.viewer)
        form = UnitForm(request.POST)
        if form.carries_out(acts.add_unit, by=request.viewer, at=timezone.now()):
            return done(request, f"已增加{form.outcome}。", "organisation:units")
        return _list(request, form)
    data = kept.take(request)
    return _list(request, UnitForm(data), restored=data is not None)


def _list(request: HttpRequest, form: UnitForm, *, restored: bool = False) -> HttpResponse:
    here, today = request.viewer.organisation_id, timezone.localdate()
    kind, closed = request.GET.get("kind", ""), request.GET.get("closed") == "1"
    per_kind = units_per_kind(here, today)
    rows = list(units_in_list(here, today, kind=kind, closed=closed))
    liaisons = registry.column_of(LIAISONS, here, [row.pk for row in rows])
    missing = [row for row in rows if not liaisons.get(row.pk)]
    alone = request.GET.get("liaison") == "none"
    return page(request, "organisation/units.html", {
        "rows": missing if alone else rows, "liaisons": liaisons, "per_kind": per_kind, "kinds": Unit.Kind.choices,
        "total": sum(per_kind.values()), "with_liaison": len(rows) - len(missing), "shown": len(rows),
        "kind": kind, "closed": closed, "alone": alone, "form": form, "restored": restored,
        "may_manage": access.may_manage(request.viewer),
    }, form.answer_status)


@needs(Permission.READ_CAMPAIGN, Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    subject = access.unit_for(request.viewer, unit_id)
    if request.method == "POST":
        access.check_may_manage(request.viewer)
    data = request.POST if request.method == "POST" else kept.take(request)
    form = ChangeUnitForm(data, current=subject.version, initial={"name": subject.name, "kind": subject.kind})
    if request.method == "POST" and form.carries_out(
        acts.change_unit, unit=subject, by=request.viewer, at=timezone.now()
    ):
        return done(request, f"已保存{form.outcome}。", "organisation:unit", subject.pk)
    return _one(request, subject, form=form, restored=request.method == "GET" and data is not None)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def add_alias(request: HttpRequest, unit_id: int) -> HttpResponse:
    subject = access.unit_for(request.viewer, unit_id)
    form = AliasForm(request.POST, auto_id="alias_%s")
    if form.carries_out(acts.add_alias, unit=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"{subject}又称“{form.outcome}”，导入方案时会对上。", "organisation:unit", subject.pk)
    return _one(request, subject, alias_form=form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def remove_alias(request: HttpRequest, alias_id: int) -> HttpResponse:
    alias = access.alias_for(request.viewer, alias_id)
    acts.remove_alias(alias=alias, by=request.viewer, at=timezone.now())
    return done(request, f"已去掉写法“{alias}”。", "organisation:unit", alias.unit_id)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def close(request: HttpRequest, unit_id: int) -> HttpResponse:
    subject = access.unit_for(request.viewer, unit_id)
    form = CloseUnitForm(request.POST, auto_id="close_%s")
    if form.carries_out(acts.close_unit, unit=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"{subject}已登记撤销。", "organisation:unit", subject.pk)
    return _one(request, subject, close_form=form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def reopen(request: HttpRequest, unit_id: int) -> HttpResponse:
    subject = access.unit_for(request.viewer, unit_id)
    acts.reopen_unit(unit=subject, by=request.viewer, at=timezone.now())
    return done(request, f"已恢复{subject}。", "organisation:unit", subject.pk)


def _one(
    request: HttpRequest, subject: Unit, *, form: ChangeUnitForm | None = None, alias_form: AliasForm | None = None,
    close_form: CloseUnitForm | None = None, restored: bool = False,
) -> HttpResponse:
    """The page of a unit; the one form that was refused is passed in as it was sent."""
    here, today = subject.organisation_id, timezone.localdate()
    per_status = people_per_status(here, unit_id=subject.pk)
    form = form or ChangeUnitForm(current=subject.version, initial={"name": subject.name, "kind": subject.kind})
    alias_form = alias_form or AliasForm(auto_id="alias_%s")
    close_form = close_form or CloseUnitForm(initial={"valid_until": today}, auto_id="close_%s")
    status = max(form.answer_status, alias_form.answer_status, close_form.answer_status)
    return page(request, "organisation/unit.html", {
        "unit": subject, "aliases": aliases_of(subject), "posts": posts_on(here, today, unit_id=subject.pk),
        "people": people_by_entry(here, subject.pk, PAGE_SIZE), "staff": sum(per_status.values()),
        "on_post": per_status.get("on_post", 0), "form": form, "alias_form": alias_form, "close_form": close_form,
        "liaisons": registry.column_of(LIAISONS, here, [subject.pk]).get(subject.pk, []), "restored": restored,
        "may_manage": access.may_manage(request.viewer),
        "people_url": reverse("organisation:people", query={"unit": subject.pk}),
    }, status)
