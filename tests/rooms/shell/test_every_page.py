"""What holds for every page, whoever serves it."""

import pytest
from django.test import Client

PAGES = ["/organisation/units/", "/organisation/people/", "/notices/", "/accounts/password/", "/nothing/here/"]


@pytest.mark.parametrize("path", [*PAGES, "/accounts/sign-in/"])
def test_every_answer_forbids_what_is_inline_or_from_outside(cast, path):
    for client in (cast.client("office"), Client()):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "style-src-elem 'self'" in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_inline_script_or_style(cast, path):
    page = cast.client("office").get(path).content.decode()
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


def test_an_unknown_address_is_a_chinese_page_and_not_found(cast):
    answer = cast.client("office").get("/nothing/here/")
    assert answer.status_code == 404
    assert "没有找到要看的内容" in answer.content.decode()


def test_a_post_without_its_proof_is_refused_in_chinese(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["office"])
    answer = client.post("/organisation/units/", {"name": "新处"})
    assert answer.status_code == 403
    assert "提交凭证已失效" in answer.content.decode()


def test_the_sentence_after_an_act_is_shown_once(cast):
    client = cast.client("office")
    client.post("/organisation/units/", {"name": "新处", "kind": "division"})
    assert "已增加新处。" in client.get("/organisation/units/").content.decode()
    assert "已增加新处。" not in client.get("/organisation/units/").content.decode()
