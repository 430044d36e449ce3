"""A refusal put back into the form it came from, so that nothing typed is lost."""

from typing import Any

from django import forms

from wenming.domain.errors import RuleBroken


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def put_into(form: forms.Form, refusal: RuleBroken, *, version: int | None = None) -> None:
    """Show the refusal's sentences at their fields; ``version`` is the one to save upon from now on."""
    fields: dict[str, str] = getattr(refusal, "fields", {})
    form.add_error(None, refusal.sentence)
    for name, sentence in fields.items():
        if name in form.fields:
            form.add_error(name, sentence)
    if version is not None:
        data: Any = form.data.copy()
        data[form.add_prefix("version")] = str(version)
        form.data = data
