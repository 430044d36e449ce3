"""On the sign-in page, where the demo is installed: whom one may sign in as."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from wenming.shell.panels import panel

from .queries import installed
from .story.script import PASSWORD


@panel("accounts:sign_in")
def accounts_to_try(request: HttpRequest) -> str:
    bodies = installed()
    if not bodies:
        return ""
    return render_to_string("demo/sign_in.html", {"bodies": bodies, "password": PASSWORD}, request)
