"""A refusal becomes one Chinese sentence with the right status, whoever asks."""

import pytest
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory

from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.shell import refusals
from wenming.shell.middleware import RefusalsBecomePages


class DeadlinePassed(RuleBroken):
    """A refusal of some room."""


class TooLong(InputRefused):
    """Another."""


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = "hx-request" in headers
    return request


@pytest.mark.parametrize(("refusal", "status"), [
    (NotFound(), 404), (NotAllowed("不行"), 403), (InputRefused("不对"), 422), (TooLong("太长"), 422),
    (ChangedMeanwhile("改了"), 409), (RuleBroken("还不能"), 409), (DeadlinePassed("过期"), 409),
])
def test_each_kind_of_refusal_has_its_status(refusal, status):
    assert refusals.status_of(refusal) == status
    answer = RefusalsBecomePages(lambda request: None).process_exception(asked(), refusal)
    assert answer.status_code == status
    assert refusal.sentence in answer.content.decode()


def test_a_script_gets_the_sentence_and_its_fields_as_json():
    answer = refusals.answer(asked(accept="application/json"), InputRefused("不对", {"name": "重名"}))
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/json"
    assert '"name"' in answer.content.decode()


def test_htmx_gets_a_fragment_for_the_place_of_refusals():
    answer = refusals.answer(asked(**{"hx-request": "true"}), NotAllowed("不行"))
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (403, "#refusal")
    assert "<html" not in answer.content.decode()


def test_a_sentence_is_never_taken_for_html():
    page = refusals.answer(asked(), RuleBroken("<script>alert(1)</script>")).content.decode()
    assert "<script>alert" not in page


def test_other_exceptions_are_left_to_the_server():
    assert RefusalsBecomePages(lambda request: None).process_exception(asked(), ValueError()) is None


def test_the_address_of_a_form_opened_by_hand_is_a_page_with_a_way_back():
    answer = RefusalsBecomePages(lambda request: HttpResponseNotAllowed(["POST"]))(asked())
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "返回上一页" in answer.content.decode()
