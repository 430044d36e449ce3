"""What was just done is said once, and never takes the place of a page's own words."""

import re

from tests.factories.plan import make_campaign


def test_the_sentence_of_an_act_leaves_the_heading_alone(cast):
    make_campaign(cast)
    client = cast.client("office")
    heading = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
    before = heading.search(client.get("/plan/phases/").content.decode())[1]
    session = client.session
    session["said"] = "已保存。"
    session.save()
    body = client.get("/plan/phases/").content.decode()
    assert "已保存。" in body
    assert heading.search(body)[1] == before
    assert "已保存。" not in client.get("/plan/phases/").content.decode()
