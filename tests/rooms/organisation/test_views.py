"""The pages of the room."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, TODAY, make_unit
from tests.factories.organisation import make_alias, make_everyone, make_head, make_person
from wenming.organisation.actions import groups, headcounts
from wenming.organisation.models import Headcount, LeadingGroup, Person, Post, Unit


def text(answer) -> str:
    return answer.content.decode()


def form_data(cast, **fields):
    return {"form_owner": cast.office.user_id, **fields}


def test_the_list_says_how_many_units_have_a_liaison(cast):
    page = text(cast.client("office").get("/organisation/units/"))
    assert "3 个单位，2 个有联络员" in page
    assert "牵头单位联络员" in page
    alone = text(cast.client("office").get("/organisation/units/?liaison=none"))
    assert "离退处" in alone
    assert "税政法规处" not in alone


@pytest.mark.parametrize(("query", "shown", "hidden"), [
    ("?kind=party_and_mass", "机关党委", "离退处"), ("?closed=1", "旧处", "离退处"),
    ("?kind=nonsense", "离退处", "旧处"),
])
def test_the_list_is_filtered_by_the_address(cast, query, shown, hidden):
    make_unit(cast.organisation, "旧处", valid_until=TODAY.replace(year=2020))
    page = text(cast.client("office").get("/organisation/units/" + query))
    assert shown in page
    assert hidden not in page


@pytest.mark.parametrize("page", ["units", "people", "headcounts", "group", "unit", "person"])
def test_a_page_asks_the_database_as_often_with_three_rows_as_with_one(cast, page):
    client = cast.client("office")
    group = groups.form_group(name="领导小组", by=cast.office, at=NOW)
    everyone = make_everyone(cast.organisation)
    person = make_head(cast.third, "处长").person
    path = {"unit": f"units/{cast.third.pk}", "person": f"people/{person.pk}"}.get(page, page)

    def grow(number: int) -> None:
        unit = make_unit(cast.organisation, f"新处{number}")
        make_alias(unit, f"又称{number}")
        make_person(cast.third, f"职工{number}")
        Post.objects.create(organisation=cast.organisation, unit=cast.third, title=f"兼职{number}", person=person,
                            valid_from=TODAY)
        headcounts.record_headcount(population=f"范围{number}", as_of=TODAY, count=1, by=cast.office, at=NOW)
        groups.add_member(group=group, role="member", ex_officio=f"负责人{number}", unit_set=everyone, by=cast.office,
                          at=NOW)

    counts = []
    for number in range(3):
        grow(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/organisation/{path}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_adding_a_unit_by_the_form(cast):
    client = cast.client("office")
    sent = form_data(cast, name="信息中心", kind="institution", aliases="网络中心、信息网络中心", valid_from="")
    answer = client.post("/organisation/units/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/organisation/units/")
    assert "已增加信息中心。" in text(client.get("/organisation/units/"))
    assert {alias.name for alias in Unit.objects.get(name="信息中心").aliases.all()} == {"网络中心", "信息网络中心"}


def test_a_refused_form_keeps_what_was_typed(cast):
    sent = form_data(cast, name="离退处", kind="institution", aliases="老干处", valid_from="2020-01-01")
    answer = cast.client("office").post("/organisation/units/", sent)
    assert answer.status_code == 422
    for kept in ('value="离退处"', 'value="老干处"', 'value="2020-01-01"', "重名"):
        assert kept in text(answer)


def test_two_people_at_one_form_the_second_is_told_and_may_then_save(cast):
    client, path = cast.client("office"), f"/organisation/units/{cast.third.pk}/"
    sent = form_data(cast, name="老干部处", kind="division", version="1")
    assert client.post(path, sent).status_code == 303
    late = client.post(path, {**sent, "name": "离退休干部处"})
    assert late.status_code == 409
    assert 'value="离退休干部处"' in text(late)
    assert "老干部处" in text(late)
    assert 'name="version" value="2"' in text(late)
    assert client.post(path, {**sent, "name": "离退休干部处", "version": "2"}).status_code == 303


@pytest.mark.parametrize(("path", "fields", "typed"), [
    ("units/{unit}/aliases/", {"name": "机关党委"}, "机关党委"),
    ("units/{unit}/close/", {"valid_until": "何时"}, "何时"),
    ("people/", {"name": "", "staff_number": "A-17"}, "A-17"),
    ("people/{person}/", {"name": "", "staff_number": "A-18", "version": "1"}, "A-18"),
    ("people/{person}/status/", {"status": "retired", "since": "1990-01-01", "version": "1"}, "1990-01-01"),
    ("people/{person}/posts/", {"title": "", "valid_from": "2024-05-06"}, "2024-05-06"),
    ("posts/{post}/end/", {"valid_until": "1990-02-02"}, "1990-02-02"),
    ("headcounts/", {"population": "员工总人数", "as_of": "2999-01-01", "count": "5"}, "2999-01-01"),
    ("group/{group}/members/", {"role": "member", "name": "甲某", "ex_officio": "各处室负责人"}, "各处室负责人"),
])
def test_every_form_of_the_room_keeps_its_input_when_refused(cast, path, fields, typed):
    person = make_person(cast.third, "甲某", since=TODAY)
    post = Post.objects.create(organisation=cast.organisation, unit=cast.third, title="处长", person=person,
                               valid_from=TODAY)
    group = groups.form_group(name="领导小组", by=cast.office, at=NOW)
    filled = path.format(unit=cast.third.pk, person=person.pk, post=post.pk, group=group.pk)
    answer = cast.client("office").post(f"/organisation/{filled}", form_data(cast, **fields))
    assert answer.status_code == 422
    assert typed in text(answer)


def test_the_forms_of_the_room_do_their_work(cast):
    client, today = cast.client("office"), TODAY.isoformat()

    def post(path, **fields):
        answer = client.post(f"/organisation/{path}", form_data(cast, **fields))
        assert answer.status_code == 303, text(answer)

    post("people/", name="甲某", unit=cast.third.pk, status="on_post", since=today, party_member="on")
    person = Person.objects.get(name="甲某")
    post(f"people/{person.pk}/", name="甲某某", unit=cast.lead.pk, version=1)
    post(f"people/{person.pk}/status/", status="seconded", since=today, version=2)
    post(f"people/{person.pk}/posts/", unit=cast.lead.pk, title="书记", is_head="on", valid_from=today)
    post(f"posts/{Post.objects.get().pk}/end/", valid_until=today)
    post(f"units/{cast.third.pk}/aliases/", name="老干处")
    post(f"aliases/{cast.third.aliases.get().pk}/remove/")
    post(f"units/{cast.third.pk}/close/", valid_until=today)
    post(f"units/{cast.third.pk}/reopen/")
    post("headcounts/", population="员工总人数", as_of=today, count=482, source="人事处")
    post("group/", name="领导小组", office_unit=cast.lead.pk)
    group = LeadingGroup.objects.get()
    post(f"group/{group.pk}/members/", role="head", name="组长某")
    post(f"members/{group.members.get().pk}/release/", valid_until=today)
    person.refresh_from_db()
    assert (person.name, person.unit, person.status, person.party_member) == ("甲某某", cast.lead, "seconded", False)
    assert Headcount.objects.get().count == 482


def test_another_organisations_things_are_not_there(cast):
    person = make_head(cast.other_unit, "外处长").person
    make_alias(cast.other_unit, "水土处")
    group = groups.form_group(name="外组", by=cast.stranger, at=NOW)
    member = groups.add_member(group=group, role="head", name="外组长", by=cast.stranger, at=NOW)
    client = cast.client("office")
    gets = [f"units/{cast.other_unit.pk}/", f"people/{person.pk}/"]
    posts = [f"units/{cast.other_unit.pk}/{what}/" for what in ("aliases", "close", "reopen")] + [
        f"aliases/{cast.other_unit.aliases.get().pk}/remove/", f"people/{person.pk}/status/",
        f"people/{person.pk}/posts/", f"posts/{person.posts.get().pk}/end/", f"group/{group.pk}/members/",
        f"members/{member.pk}/release/", *gets,
    ]
    assert [client.get(f"/organisation/{path}").status_code for path in gets] == [404] * len(gets)
    assert [client.post(f"/organisation/{path}").status_code for path in posts] == [404] * len(posts)
    for page in ("units", "people", "headcounts", "group"):
        shown = text(client.get(f"/organisation/{page}/"))
        assert not any(name in shown for name in ("水保处", "水土处", "外处长", "外组"))


def test_the_people_of_a_list_are_paged_by_key(cast):
    for number in range(60):
        make_person(cast.third, f"职工{number:02d}")
    client = cast.client("office")
    first = text(client.get(f"/organisation/people/?unit={cast.third.pk}&status=on_post"))
    assert "离退处登记 60 人，在岗 60 人" in first
    assert "职工59" in first
    assert "职工09" not in first
    following = next(part for part in first.split('"') if "after=" in part).replace("&amp;", "&")
    second = text(client.get(following))
    assert "职工09" in second
    assert "职工59" not in second


@pytest.mark.parametrize("query", ["?unit=x", "?unit=999999", "?status=nonsense", "?after=x~y", "?unit=" + "9" * 40])
def test_a_strange_address_is_no_error(cast, query):
    assert cast.client("office").get("/organisation/people/" + query).status_code == 200
    assert cast.client("office").get("/organisation/group/?on=nonsense").status_code == 200
