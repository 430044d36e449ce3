"""What was typed when the sign-in ran out: kept for its writer, for its page, once, within reason."""

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import RequestFactory

from tests.cast import make_cast
from wenming.organisation.forms import people  # noqa: F401  says which of its fields are not kept
from wenming.shell import kept


@pytest.fixture
def office(db):
    return make_cast().users["office"]


def posted(session, path="/form/", **fields):
    request = RequestFactory().post(path, fields)
    request.session = session
    return request


def asked(session, user, path="/form/"):
    request = RequestFactory().get(path)
    request.session, request.user = session, user
    return request


def test_the_writer_gets_it_back_once_without_the_old_proof(office):
    session = SessionStore()
    kept.keep(posted(session, name="信息中心", tags=["甲", "乙"], form_owner=office.pk, csrfmiddlewaretoken="secret"))
    back = kept.take(asked(session, office))
    assert back["name"] == "信息中心"
    assert back.getlist("tags") == ["甲", "乙"]
    assert "csrfmiddlewaretoken" not in back
    assert kept.take(asked(session, office)) is None


def test_another_page_does_not_get_it_and_leaves_it(office):
    session = SessionStore()
    kept.keep(posted(session, name="信息中心", form_owner=office.pk))
    assert kept.take(asked(session, office, "/other/")) is None
    assert kept.take(asked(session, office, "/other/"), "/form/")["name"] == "信息中心"


@pytest.mark.parametrize("owner", ["", "0", "x"])
def test_another_person_does_not_get_it_and_it_is_gone(office, owner):
    session = SessionStore()
    kept.keep(posted(session, name="信息中心", form_owner=owner))
    assert kept.take(asked(session, office)) is None
    assert kept.SESSION_KEY not in session


@pytest.mark.parametrize("name", ["new_password", "phone", "id_number"])
def test_what_is_sensitive_is_not_kept(office, name):
    session = SessionStore()
    kept.keep(posted(session, title="题名", form_owner=office.pk, **{name: "不该留下"}))
    back = kept.take(asked(session, office))
    assert back["title"] == "题名"
    assert name not in back


def test_too_much_is_not_kept(office):
    session = SessionStore()
    kept.keep(posted(session, text="长" * kept.LIMIT, form_owner=office.pk))
    assert kept.SESSION_KEY not in session


def test_what_lies_encrypted_is_not_kept_in_the_session(office):
    """The session is a row of the database like any other."""
    session = SessionStore()
    kept.keep(posted(session, name="示范甲", id_number="43010119780214000X", phone="13800008000", form_owner=office.pk))
    assert "43010119780214000X" not in str(dict(session))
    back = kept.take(asked(session, office))
    assert back["name"] == "示范甲"
    assert "id_number" not in back
    assert "phone" not in back
