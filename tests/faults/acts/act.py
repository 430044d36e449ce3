"""What an act of the kill tests is, and how its form is found and filled in."""

from dataclasses import dataclass, field

from django.urls import Resolver404, resolve

from tests.faults.person import Form, Person

Ids = dict[str, object]
RECORD, CSRF = "audit_auditentry", "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Act:
    """Who does it, on which page its form is, what is typed into it. ``{name}`` stands for one of the campaign's ids.

    ``action`` is where the form posts to, where the page has several to the view. ``table`` is the one whose write
    makes it the act: the record, but for what is not recorded. Of ``only_recorded`` nothing but the record is written.
    A ``script`` of the page sends ``typed`` to ``action`` by itself, with no form. What is ``repeatable`` may happen
    again: the same rows stand there, with a later time.
    """

    view: str
    who: str
    page: str
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] | None = None
    action: str = ""
    table: str = RECORD
    only_recorded: bool = False
    script: bool = False
    repeatable: bool = False

    def __str__(self) -> str:
        extra = "-".join(self.typed) if self.view in {"accounts:second_factor", "plan:concrete_plan"} else ""
        return f"{self.view}-{extra}" if extra else self.view


def form_of(act: Act, person: Person, ids: Ids) -> Form:
    """The act's form as the page gives it, filled in."""
    form = _of_script(act, person, ids) if act.script else _found(act, person, ids)
    form.fields = [(name, value) for name, value in form.fields if name not in act.typed]
    for name, given in act.typed.items():
        form.fields += [(name, value.format(**ids)) for value in ([given] if isinstance(given, str) else given)]
    return form


def _found(act: Act, person: Person, ids: Ids) -> Form:
    path = act.page.format(**ids)
    answer = person.get(path)
    wanted = act.action.format(**ids)
    for form in answer.forms:
        form.action = form.action or path
        if leads_to(form) == act.view and wanted in {"", form.action}:
            return form
    raise AssertionError(f"no form for {act.view} on {path}: {answer.status} {[one.action for one in answer.forms]}")


def _of_script(act: Act, person: Person, ids: Ids) -> Form:
    form = next(form for form in person.get(act.page.format(**ids)).forms if CSRF in dict(form.fields))
    return Form(act.action.format(**ids), [(CSRF, form[CSRF])], bool(act.files))


def leads_to(form: Form) -> str:
    try:
        return resolve(form.action.split("?")[0]).view_name
    except Resolver404:
        return ""
