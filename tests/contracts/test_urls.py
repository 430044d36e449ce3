"""Who let you in? Every address answers: a permission, a sign-in, or a stated reason to be open."""

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver


def patterns(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in resolver.url_patterns:
        name = prefix + str(entry.pattern)
        found += patterns(entry, name) if isinstance(entry, URLResolver) else [(name, entry)]
    return found


PATTERNS = patterns(get_resolver())


@pytest.mark.parametrize(("route", "pattern"), PATTERNS, ids=[route or "/" for route, _ in PATTERNS])
def test_every_view_is_guarded(route, pattern):
    assert getattr(pattern.callback, "guard", ""), f"{route} has no guard"


@pytest.mark.parametrize(("route", "pattern"), PATTERNS, ids=[route or "/" for route, _ in PATTERNS])
def test_every_address_has_a_name_in_its_room(route, pattern):
    assert pattern.name, route


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "pattern"),
    [(route, pattern) for route, pattern in PATTERNS if not pattern.callback.guard.startswith("open")],
    ids=[route or "/" for route, pattern in PATTERNS if not pattern.callback.guard.startswith("open")],
)
def test_without_a_sign_in_every_guarded_address_leads_to_the_door(route, pattern):
    address = "/" + filled(route)
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address)
        assert answer.status_code in {303, 401, 405}, (method, address, answer.status_code)
        if answer.status_code == 303:
            assert answer.headers["Location"].startswith("/accounts/sign-in/")


def filled(route: str) -> str:
    """The route with 1 for each number and x for each word."""
    import re

    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: "x" if match[1] in {"str", "slug", "path"} else "1", route)
