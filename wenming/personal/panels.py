"""Pieces of this room on the pages of lower rooms."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from markupsafe import Markup

from wenming.organisation.models import Person
from wenming.organisation.queries.people import MASKS, label_of, masked
from wenming.shell.panels import panel

from . import access
from .queries.consents import asked_of
from .queries.own_data import subject_of


@panel("organisation:person", order=50)
def numbers(request: HttpRequest, *, person: Person) -> str:
    """The person's numbers, masked, with the way to see one in full."""
    if not access.may_reveal(request.viewer):
        return ""
    shown = [(field, label_of(field), masked(person, field)) for field in MASKS]
    return render_to_string("personal/_numbers.html", {"person": person, "shown": shown}, request)


@panel("dashboard:mine", order=30)
def own_data(request: HttpRequest) -> str:
    """The way to what the system holds about oneself; how many texts ask for one's consent."""
    asked = sum(one.consent is None for one in asked_of(subject_of(request.viewer)))
    return render_to_string("personal/_mine.html", {"asked": asked}, request)


@panel("organisation:people:tools", order=50)
def export_in_full(request: HttpRequest) -> str:
    """The way to the roster with numbers, which asks for a reason."""
    if not access.may_reveal(request.viewer):
        return ""
    return Markup('<a class="do" href="{}">导出全文</a>').format(reverse("personal:export_people"))
