"""The leading group and who belongs to it on a day."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.organisation import access
from wenming.organisation.actions import groups as acts
from wenming.organisation.forms.group import GroupForm, MemberForm, OnDayForm, ReleaseForm
from wenming.organisation.models import LeadingGroup
from wenming.organisation.queries.groups import groups_of, members_on
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.responses import done, page


@needs(Permission.READ_CAMPAIGN, Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest) -> HttpResponse:
    here, today = request.viewer.organisation_id, timezone.localdate()
    if request.method == "POST":
        access.check_may_manage(request.viewer)
        form = GroupForm(request.POST, organisation_id=here, on=today)
        if form.carries_out(acts.form_group, by=request.viewer, at=timezone.now()):
            return done(request, f"已登记{form.outcome}，请增加成员。", "organisation:group")
        return _none(request, form)
    newest = groups_of(here).first()
    if newest is None:
        return _none(request, GroupForm(kept.take(request), organisation_id=here, on=today))
    data = kept.take(request, reverse("organisation:add_member", args=[newest.pk]))
    return _one(request, newest, MemberForm(data, organisation_id=here), restored=data is not None)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def add_member(request: HttpRequest, group_id: int) -> HttpResponse:
    subject = access.group_for(request.viewer, group_id)
    form = MemberForm(request.POST, organisation_id=subject.organisation_id)
    if form.carries_out(acts.add_member, group=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"已增加{form.outcome}。", "organisation:group")
    return _one(request, subject, form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def release_member(request: HttpRequest, member_id: int) -> HttpResponse:
    member = access.member_for(request.viewer, member_id)
    form = ReleaseForm(request.POST)
    if form.carries_out(acts.release_member, member=member, by=request.viewer, at=timezone.now()):
        return done(request, f"{member}的免去日期已登记。", "organisation:group")
    here = member.organisation_id
    return _one(request, member.group, MemberForm(organisation_id=here), release=form, leaving=member.pk)


def _none(request: HttpRequest, form: GroupForm) -> HttpResponse:
    may_manage = access.may_manage(request.viewer)
    return page(request, "organisation/no_group.html", {"form": form, "may_manage": may_manage}, form.answer_status)


def _one(
    request: HttpRequest, subject: LeadingGroup, form: MemberForm, *, release: ReleaseForm | None = None,
    leaving: int = 0, restored: bool = False,
) -> HttpResponse:
    today = timezone.localdate()
    on_form = OnDayForm(request.GET if "on" in request.GET else {"on": today.isoformat()}, auto_id="look_%s")
    on = on_form.cleaned_data["on"] or today if on_form.is_valid() else today
    seats = members_on(subject, on)
    release = release or ReleaseForm(initial={"valid_until": today}, auto_id="release_%s")
    return page(request, "organisation/group.html", {
        "group": subject, "seats": seats, "on": on, "today": today, "on_form": on_form, "form": form,
        "people": list(dict.fromkeys(name for seat in seats for name in seat.names)),
        "without": list(dict.fromkeys(unit for seat in seats for unit in seat.without)),
        "release": release, "leaving": leaving, "restored": restored, "may_manage": access.may_manage(request.viewer),
    }, max(form.answer_status, release.answer_status))
