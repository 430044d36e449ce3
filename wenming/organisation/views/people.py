"""The roster: the list of people, one person, status and posts."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.roster.populations import POPULATIONS
from wenming.organisation import access
from wenming.organisation.actions import people as acts
from wenming.organisation.forms.people import (
    ChangePersonForm,
    CorrectStatusForm,
    LeavePostForm,
    PersonForm,
    PostForm,
    StatusForm,
)
from wenming.organisation.models import Person
from wenming.organisation.queries.people import masked, posts_of
from wenming.organisation.queries.standings import history_of, people_on, per_status_on
from wenming.organisation.queries.units import units_of
from wenming.shell import kept, lists
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .filters import people_filter


@needs(Permission.READ_CAMPAIGN, Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    here, today = request.viewer.organisation_id, timezone.localdate()
    if request.method == "POST":
        access.check_may_manage(request.viewer)
        form = PersonForm(request.POST, organisation_id=here, on=today)
        if form.carries_out(acts.add_person, by=request.viewer, at=timezone.now()):
            return done(request, f"已登记{form.outcome}。", "organisation:people")
        return _list(request, form)
    data = kept.take(request)
    return _list(request, PersonForm(data, organisation_id=here, on=today), restored=data is not None)


def _list(request: HttpRequest, form: PersonForm, *, restored: bool = False) -> HttpResponse:
    here, chosen = request.viewer.organisation_id, people_filter(request)
    units = list(units_of(here, chosen.on))
    per_status = per_status_on(here, chosen.on, unit_id=chosen.unit_id, population=chosen.population)
    rows = people_on(here, chosen.on, **chosen.narrowing)
    return page(request, "organisation/people.html", {
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["person_id"]),
        "units": units, "unit": next((unit for unit in units if unit.pk == chosen.unit_id), None),
        "per_status": per_status, "total": sum(per_status.values()), "statuses": Person.Status.choices,
        "populations": POPULATIONS, "chosen": chosen, "query": chosen.query, "form": form, "restored": restored,
        "may_manage": access.may_manage(request.viewer),
    }, form.answer_status)


@needs(Permission.READ_CAMPAIGN, Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    subject = access.person_for(request.viewer, person_id)
    if request.method == "POST":
        access.check_may_manage(request.viewer)
    data = request.POST if request.method == "POST" else kept.take(request)
    form = ChangePersonForm(data, person=subject, on=timezone.localdate())
    if request.method == "POST" and form.carries_out(
        acts.change_person, person=subject, by=request.viewer, at=timezone.now()
    ):
        return done(request, f"已保存{form.outcome}的登记。", "organisation:person", subject.pk)
    return _one(request, subject, form=form, restored=request.method == "GET" and data is not None)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def change_status(request: HttpRequest, person_id: int) -> HttpResponse:
    subject = access.person_for(request.viewer, person_id)
    form = StatusForm(request.POST, current=subject.version, auto_id="status_%s")
    if form.carries_out(acts.change_status, person=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"{subject}现为{form.outcome.get_status_display()}。", "organisation:person", subject.pk)
    return _one(request, subject, status_form=form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def correct_status(request: HttpRequest, person_id: int) -> HttpResponse:
    subject = access.person_for(request.viewer, person_id)
    form = CorrectStatusForm(request.POST, current=subject.version, auto_id="correct_%s")
    if form.carries_out(acts.correct_status, person=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"已更正{subject}的状态，原来的登记留底。", "organisation:person", subject.pk)
    return _one(request, subject, correct_form=form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def appoint(request: HttpRequest, person_id: int) -> HttpResponse:
    subject = access.person_for(request.viewer, person_id)
    form = PostForm(request.POST, person=subject, on=timezone.localdate(), auto_id="post_%s")
    if form.carries_out(acts.appoint, person=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"{subject}任{form.outcome}。", "organisation:person", subject.pk)
    return _one(request, subject, post_form=form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    post = access.post_for(request.viewer, post_id)
    form = LeavePostForm(request.POST, auto_id="leave_%s")
    if form.carries_out(acts.end_post, post=post, by=request.viewer, at=timezone.now()):
        return done(request, f"{post.person}已免去{post}。", "organisation:person", post.person_id)
    return _one(request, access.person_for(request.viewer, post.person_id), leave_form=form, leaving=post.pk)


def _one(
    request: HttpRequest, subject: Person, *, form: ChangePersonForm | None = None,
    status_form: StatusForm | None = None, post_form: PostForm | None = None, leave_form: LeavePostForm | None = None,
    leaving: int = 0, restored: bool = False, correct_form: CorrectStatusForm | None = None,
) -> HttpResponse:
    """The page of a person; the one form that was refused is passed in as it was sent."""
    today, may_manage = timezone.localdate(), access.may_manage(request.viewer)
    form = form or ChangePersonForm(person=subject, on=today)
    status_form = status_form or StatusForm(
        current=subject.version, initial={"status": subject.status, "since": today}, auto_id="status_%s"
    )
    correct_form = correct_form or CorrectStatusForm(
        current=subject.version, initial={"status": subject.status, "since": subject.since}, auto_id="correct_%s"
    )
    post_form = post_form or PostForm(person=subject, on=today, auto_id="post_%s")
    leave_form = leave_form or LeavePostForm(initial={"valid_until": today}, auto_id="leave_%s")
    return page(request, "organisation/person.html", {
        "person": subject, "posts": posts_of(subject), "form": form, "status_form": status_form,
        "post_form": post_form, "leave_form": leave_form, "leaving": leaving, "restored": restored,
        "may_manage": may_manage, "correct_form": correct_form,
        "id_number": masked(subject, "id_number"), "phone": masked(subject, "phone"),
        "history": history_of(subject) if may_manage else [],
    }, max(each.answer_status for each in (form, status_form, correct_form, post_form, leave_form)))
