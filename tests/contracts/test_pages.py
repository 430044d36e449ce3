"""Every page as every role sees it: forms with their tokens, labels on fields, one heading, no dead ends."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.db import transaction

from tests.answers import close
from tests.cast import make_cast
from tests.contracts.test_two_organisations import PATTERNS, READERS, converters, filled, populate, status_of

pytestmark = pytest.mark.django_db
ROLES = (*READERS, "head", "member")


class Reading(HTMLParser):
    """What a page holds that the promises below are about."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.headings = 0
        self.labels: set[str] = set()
        self.fields: list[dict] = []
        self.pictures: list[dict] = []
        self.inside_label = 0
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "h1":
            self.headings += 1
        if tag == "label":
            self.inside_label += 1
            self.labels.add(given.get("for", ""))
        if tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit"}:
            self.fields.append({**given, "in_label": self.inside_label > 0})
        if tag == "img":
            self.pictures.append(given)

    def handle_endtag(self, tag):
        if tag == "label":
            self.inside_label -= 1

    def nameless_fields(self) -> list[str]:
        return [str(field.get("name")) for field in self.fields
                if not (field["in_label"] or field.get("id") in self.labels or field.get("aria-label")
                        or field.get("aria-labelledby"))]


@dataclass
class Tour:
    """Every page that answers 200 with HTML, by role and address; and where the links on them lead."""

    pages: dict[tuple[str, str], str]
    answers: dict[tuple[str, str], int]
    """The status of each link, by role and target."""


@pytest.fixture(scope="module")
def tour(django_db_setup, django_db_blocker) -> Tour:
    """One walk serves all promises; what it wrote is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        populate(cast, elsewhere=False)
        clients = {who: cast.client(who) for who in ROLES}
        pages = {}
        for who, client in clients.items():
            for route, pattern in PATTERNS:
                address = filled(route, pattern, cast.organisation.pk) if converters(pattern) else "/" + route
                answer = client.get(address)
                if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                    pages[who, address] = answer.content.decode()
                close(answer)
        found = Tour(pages, {(who, link): status_of(clients[who], "get", link) for who, link in links_on(pages)})
        transaction.set_rollback(True)
    assert len(found.pages) > 60
    return found


def links_on(pages: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    return {
        (who, link.replace("&amp;", "&"))
        for (who, _), body in pages.items() for link in re.findall(r"<a[^>]*href=\"(/[^\"#]*)\"", body)
    }


def test_every_page_keeps_the_promises_of_the_house(tour):
    wrong = []
    for place, body in tour.pages.items():
        if "<html" not in body:
            continue
        page = Reading(body)
        if page.headings != 1:
            wrong.append((place, f"{page.headings} headings of the first level"))
        wrong += [(place, f"no label: {name}") for name in page.nameless_fields()]
        wrong += [(place, f"no alt: {picture.get('src')}") for picture in page.pictures if "alt" not in picture]
        if "lang=\"zh-CN\"" not in body:
            wrong.append((place, "no language"))
    assert not wrong


def test_every_form_that_writes_counts_a_double_click_once(tour):
    wrong = []
    for place, body in tour.pages.items():
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", body, flags=re.DOTALL):
            leaving = "/accounts/sign-out/" in form or place[1] == "/accounts/sign-in/"
            if "csrfmiddlewaretoken" not in form or ("name=\"once\"" not in form and not leaving):
                wrong.append((place, form[:120]))
    assert not wrong


def test_no_link_on_a_page_leads_to_a_refusal(tour):
    """Whatever a role is shown, it may open."""
    assert not {place: status for place, status in tour.answers.items() if status >= 400}


def test_no_two_forms_of_a_page_keep_themselves_under_one_mark(tour):
    wrong = []
    for place, body in tour.pages.items():
        marks = re.findall(r"data-draft=\"([^\"]+)\"", body)
        wrong += [(place, mark) for mark in set(marks) if marks.count(mark) > 1]
    assert not wrong
