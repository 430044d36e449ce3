"""Notices: sent once to each, read by their receiver alone, counted in the bell."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from tests.factories.accounts import make_grant
from wenming.domain.authority import Role, Viewer
from wenming.domain.errors import NotFound
from wenming.notices.access import notice_for
from wenming.notices.actions import mark_all_read, mark_read, send
from wenming.notices.models import Notice
from wenming.notices.queries import unread_count

UNITS = "/organisation/units/"


def tell(cast, who="lead", title="任务已下达", **more):
    return send(to=cast.users[who], title=title, by=cast.office, at=NOW, **more)[0]


def text(answer) -> str:
    return answer.content.decode()


def test_each_person_is_told_once(cast):
    people = [cast.users[who] for who in ("lead", "responsible", "lead", "office")]
    sent = send(to=people, title="任务已下达", by=cast.office, at=NOW)
    assert [notice.to for notice in sent] == [cast.users[who] for who in ("lead", "responsible", "office")]
    assert {notice.organisation for notice in Notice.objects.all()} == {cast.organisation}


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com/", "javascript:alert(1)", "plan/"])
def test_a_notice_links_only_to_our_own_pages(cast, link):
    with pytest.raises(ValueError, match="page of ours"):
        tell(cast, link=link)


def test_a_long_title_is_cut_and_not_refused(cast):
    assert len(tell(cast, title="长" * 500, body="长" * 900).title) == 200


def test_reading_is_noted_once(cast):
    notice, later = tell(cast), NOW + timedelta(hours=1)
    for at in (NOW, later):
        mark_read(notice=notice, by=cast.viewers["lead"], at=at)
    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_a_notice_is_its_receivers_alone(cast):
    notice = tell(cast)
    for who in ("office", "responsible", "stranger"):
        with pytest.raises(NotFound):
            notice_for(cast.viewers[who], notice.pk)
        assert cast.client(who).post(f"/notices/{notice.pk}/open/").status_code == 404
        mark_read(notice=notice, by=cast.viewers[who], at=NOW)
        mark_all_read(by=cast.viewers[who], at=NOW)
    notice.refresh_from_db()
    assert notice.read_at is None


def test_in_another_body_the_same_person_has_other_notices(cast):
    tell(cast)
    make_grant(cast.users["lead"], Role.MEMBER, cast.other)
    there = Viewer(cast.users["lead"].pk, "x", cast.other.pk)
    assert unread_count(cast.viewers["lead"]) == 1
    assert unread_count(there) == 0
    assert mark_all_read(by=there, at=NOW) == 0


def test_the_list_counts_what_is_unread_and_opening_one_reads_it(cast):
    client = cast.client("lead")
    notices = [tell(cast, title=f"第{number}件", body="请签收", link=UNITS) for number in (1, 2, 3)]
    assert "3 条未读" in text(client.get("/notices/"))
    opened = client.post(f"/notices/{notices[0].pk}/open/")
    assert (opened.status_code, opened.headers["Location"]) == (303, UNITS)
    assert "2 条未读" in text(client.get("/notices/"))
    unread = text(client.get("/notices/?unread=1"))
    assert "第1件" not in unread
    assert "第2件" in unread


def test_opening_one_without_a_link_leads_back_to_the_list(cast):
    notice = tell(cast)
    assert cast.client("lead").post(f"/notices/{notice.pk}/open/").headers["Location"] == "/notices/"


def test_looking_alone_changes_nothing(cast):
    notice, client = tell(cast), cast.client("lead")
    assert client.get(f"/notices/{notice.pk}/open/").status_code == 405
    client.get("/notices/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_marked_read_at_once(cast):
    client = cast.client("lead")
    for number in range(3):
        tell(cast, title=f"第{number}件")
    assert client.post("/notices/read/").status_code == 303
    page = text(client.get("/notices/"))
    assert "3 条通知已标为已读" in page
    assert "没有未读通知" in page


def test_an_empty_list_says_what_will_come(cast):
    client = cast.client("lead")
    assert "还没有通知" in text(client.get("/notices/"))
    assert "没有未读的通知" in text(client.get("/notices/?unread=1"))


def test_the_bell_on_every_page_counts_with_one_query(cast):
    client = cast.client("lead")
    client.get(UNITS)
    for count in (1, 2):
        tell(cast)
        with CaptureQueriesContext(connection) as queries:
            page = text(client.get(UNITS))
        assert f"通知，{count} 条未读" in page
        assert len([query for query in queries if "notices_notice" in query["sql"]]) == 1


def test_the_list_asks_the_database_as_often_with_three_rows_as_with_one(cast):
    client, counts = cast.client("lead"), []
    for _ in range(3):
        tell(cast)
        with CaptureQueriesContext(connection) as queries:
            client.get("/notices/")
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_list_is_paged_by_key_with_many_of_the_same_moment(cast):
    send(to=cast.users["lead"], title="最早", by=cast.office, at=NOW - timedelta(days=1))
    for number in range(60):
        tell(cast, title=f"同时{number:02d}")
    client = cast.client("lead")
    first = text(client.get("/notices/"))
    following = next(part for part in first.split('"') if "after=" in part).replace("&amp;", "&")
    second = text(client.get(following))
    assert "同时59" in first
    assert "同时09" not in first
    assert "同时09" in second
    assert "最早" in second
    assert "同时59" not in second
