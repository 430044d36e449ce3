"""我的: the one page of staff and retired members."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from wenming.notices.actions import send


def read(cast) -> str:
    answer = cast.client("member").get("/", follow=True)
    assert answer.redirect_chain == [("/mine/", 303)]
    return answer.content.decode()


def test_a_member_lands_on_the_page_with_what_concerns_him_alone(cast):
    send(to=cast.users["member"], title="周五有道德讲堂", link="/", by=cast.office, at=NOW)
    send(to=cast.users["office"], title="给办公室的通知", link="/", by=cast.office, at=NOW)
    body = read(cast)
    assert "普通职工，现在没有事等您" in body
    assert "周五有道德讲堂" in body
    assert "给办公室的通知" not in body
    assert "我的登录" in body


@pytest.mark.parametrize("who", ["office", "lead", "head", "expert", "system_admin", "security_admin", "audit_admin"])
def test_those_with_a_part_in_the_running_do_not_land_there(cast, who):
    answer = cast.client(who).get("/", follow=True)
    assert "/mine/" not in [address for address, _ in answer.redirect_chain]


def statements(cast) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert cast.client("member").get("/mine/").status_code == 200
    return len(seen)


def test_more_notices_cost_no_more_statements(cast):
    send(to=cast.users["member"], title="第一条", link="/", by=cast.office, at=NOW)
    one = statements(cast)
    for number in range(5):
        send(to=cast.users["member"], title=f"另一条{number}", link="/", by=cast.office, at=NOW)
    assert statements(cast) == one
