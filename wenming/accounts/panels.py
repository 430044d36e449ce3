"""Pieces of accounts on every page."""

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from wenming.shell.panels import panel


@panel("shell:topbar", order=50)
def change_organisation(request: HttpRequest) -> str:
    """The way to the other bodies, for the few who hold roles in several."""
    if len(getattr(request, "viewers", ())) < 2:
        return ""
    return Markup('<a class="n" href="{}">换单位</a>').format(reverse("accounts:choose"))
