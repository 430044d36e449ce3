"""Where the person came from: the task, duty or slot the address names, which is what the evidence is for."""

from django.http import HttpRequest

CONTEXT = ("task", "duty", "slot")
"""From the wide to the narrow."""


def named_in(request: HttpRequest) -> list[str]:
    """The things the address names, as a form would send them. The last is the one meant; those before lead to it."""
    return [f"{name}:{request.GET[name]}" for name in CONTEXT if request.GET.get(name)]
