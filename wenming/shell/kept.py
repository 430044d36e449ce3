"""What a person had typed when the sign-in ran out: kept in the session and put back into the form.

Only text is kept, and nothing sensitive. It is given back to the same account alone, since the next person at this
desk may be another.
"""

from django.http import HttpRequest, QueryDict

from .drafted import is_sensitive

SESSION_KEY = "kept_form"
OWNER_FIELD = "form_owner"
LIMIT = 200_000
_left_out = {"csrfmiddlewaretoken"}


def leave_out(*names: str) -> None:
    """Fields that are stored encrypted or not at all: what was typed there is kept nowhere else either."""
    _left_out.update(names)


def is_left_out(name: str) -> bool:
    """Whether a field is kept neither here nor in a draft: registered as such, or sensitive by its name."""
    return name in _left_out or is_sensitive(name)


def keep(request: HttpRequest) -> None:
    """Keep the fields of a POST that came without a sign-in, up to LIMIT characters in all."""
    data = request.POST.copy()
    for name in [name for name in data if is_left_out(name)]:
        del data[name]
    encoded = data.urlencode()
    if len(encoded) <= LIMIT:
        request.session[SESSION_KEY] = {"path": request.path, "owner": data.get(OWNER_FIELD, ""), "data": encoded}


def take(request: HttpRequest, path: str | None = None) -> QueryDict | None:
    """The kept fields of the form that posts to ``path`` (this page when None), once, or None."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != (path or request.path):
        return None
    del request.session[SESSION_KEY]
    if kept["owner"] != str(request.user.pk):
        return None
    request.put_back = True  # type: ignore[attr-defined]  # newer than any draft: the page must not fill one in
    return QueryDict(kept["data"])
