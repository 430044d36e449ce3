"""The record as the audit administrator reads it: filters, one entry, who may, and what it costs."""

import html
import re
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.answers import close
from tests.cast import NOW
from wenming.audit.actions import record, seal
from wenming.audit.models import AuditEntry
from wenming.audit.queries.entries import changes_of
from wenming.audit.queries.wanted import Wanted, wanted_entries

TODAY = date(2026, 3, 20)
READER = {"audit_admin": 200, "office": 403, "lead": 403, "head": 403, "member": 403, "leader": 403, "expert": 403,
          "system_admin": 403, "security_admin": 403, "stranger": 403}


def write(kind, viewer, on, at=NOW, **more):
    with transaction.atomic():
        return record(kind, by=viewer, at=at, on=on, **more)


@pytest.mark.parametrize(("who", "status"), READER.items())
def test_only_the_audit_administrator_reads(cast, who, status):
    client = cast.client(who)
    for view in ("audit:entries", "audit:chain"):
        assert client.get(reverse(view)).status_code == status
    for view in ("audit:xlsx", "audit:csv"):
        answer = client.post(reverse(view))
        assert answer.status_code == status
        close(answer)
    assert client.post(reverse("audit:verify")).status_code == (303 if status == 200 else 403)


def test_another_organisations_entry_is_not_found(cast, told):
    theirs = write(told("办理“{label}”"), cast.stranger, cast.other_unit)
    client = cast.client("audit_admin")
    assert client.get(reverse("audit:entry", args=[theirs.pk])).status_code == 404
    assert "水保处" not in client.get(reverse("audit:entries")).content.decode()
    address = reverse("audit:entries", query={"object": f"organisation.unit:{cast.other_unit.pk}"})
    assert "水保处" not in client.get(address).content.decode()


@pytest.fixture
def three(cast, told):
    """Three acts by two people on two things, a month apart."""
    rename, visit = told("改名“{label}”", "tests.renamed"), told("走访“{label}”", "tests.visited")
    write(rename, cast.office, cast.lead, before={"name": "甲处"}, after={"name": "乙处"}, reason="机构调整")
    write(visit, cast.viewers["lead"], cast.third, NOW + timedelta(days=1))
    write(visit, cast.office, cast.third, NOW - timedelta(days=60), reason="旧事")
    return cast


def found(cast, **given) -> list[str]:
    rows = wanted_entries(cast.organisation.pk, Wanted.read(given, TODAY)).order_by("-at", "-id")
    return [f"{row.kind.removeprefix('tests.')} {row.object_label}" for row in rows]


def test_filters_one_by_one_and_together(three):
    old, renamed, newest = "visited 离退处", "renamed 机关党委", "visited 离退处"
    assert found(three) == [newest, renamed, old]
    assert found(three, since="2026-03-01") == [newest, renamed]
    assert found(three, until="2026-03-02") == [renamed, old]
    assert found(three, kind="tests.renamed") == [renamed]
    assert found(three, person=str(three.users["lead"].pk)) == [newest]
    assert found(three, object=f"organisation.unit:{three.third.pk}") == [newest, old]
    assert found(three, object=f"organisation.unit:{three.third.pk}", person=str(three.users["office"].pk)) == [old]
    assert found(three, who="联络员") == [newest]
    assert found(three, words="机构") == [renamed]
    assert found(three, words="离退") == [newest]


def test_text_is_sought_in_a_month_unless_a_period_is_given(three):
    assert found(three, words="旧事") == []
    assert found(three, words="旧事", since="2025-12-01") == ["visited 离退处"]
    wanted = Wanted.read({"words": "x", "since": "2020-01-01", "until": "2026-03-20"}, TODAY)
    assert (wanted.since, wanted.until, wanted.shortened) == (date(2025, 3, 20), TODAY, True)
    assert Wanted.read({"words": "x"}, TODAY).shortened is False


@pytest.mark.parametrize("bad", [
    {"since": "2026-13-01"}, {"until": "tomorrow"}, {"since": "0001-01-01"}, {"kind": "no.such"}, {"person": "x"},
    {"person": "9" * 40}, {"object": "plan.task"}, {"object": ":"}, {"object": "plan.task:" + "9" * 40},
])
def test_what_does_not_fit_is_no_filter(three, bad):
    assert len(found(three, **bad)) == 3
    assert three.client("audit_admin").get(reverse("audit:entries", query=bad)).status_code == 200


def test_the_system_is_a_person_too(cast, told):
    from wenming.domain.authority import system

    write(told("自动办理“{label}”"), system(cast.organisation.pk), cast.lead)
    assert len(found(cast, person="system")) == 1
    page = cast.client("audit_admin").get(reverse("audit:entries", query={"person": "system"})).content.decode()
    assert "只看 系统 办的" in page


def test_one_entry_shows_before_and_after_side_by_side_and_its_place(cast, told):
    entry = write(told("改名“{label}”"), cast.office, cast.lead, before={"name": "甲处", "units": ["子", "丑"]},
                  after={"name": "乙处", "units": ["子", "丑"]}, reason="机构调整")
    seal(cast.organisation.pk)
    entry = AuditEntry.objects.get(pk=entry.pk)
    assert [(one.name, one.before, one.after, one.changed) for one in changes_of(entry)] == [
        ("名称", "甲处", "乙处", True), ("包括的单位", "子、丑", "子、丑", False),
    ]
    page = cast.client("audit_admin").get(reverse("audit:entry", args=[entry.pk])).content.decode()
    for said in ("甲处", "乙处", "机构调整", "第 1 条", entry.digest.partition(":")[2][:8]):
        assert said in page


def test_pages_follow_each_other_without_gap_or_repeat(cast, acts):
    written = [entry.pk for entry in acts(120)]
    client, seen, address = cast.client("audit_admin"), [], reverse("audit:entries")
    while address:
        body = html.unescape(client.get(address).content.decode())
        seen += [int(pk) for pk in re.findall(r'href="/audit/(\d+)/"', body)]
        following = re.search(r'href="(/audit/\?[^"]*after=[^"]+)"', body)
        address = following[1] if following else ""
    assert seen == written[::-1]


def test_the_list_costs_the_same_with_one_and_many(cast, acts):
    client = cast.client("audit_admin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("audit:entries")).status_code == 200
        return len(queries)

    acts(1)
    client.get(reverse("audit:entries"))
    few = cost()
    acts(40)
    assert cost() == few
    assert few <= 11


def test_no_address_takes_an_entry_away(cast, acts):
    """Never deletable: every address of the room refuses to delete, and the model does too."""
    entry = acts(1)[0]
    client = cast.client("audit_admin")
    assert client.delete(reverse("audit:entry", args=[entry.pk])).status_code == 405
    assert client.post(reverse("audit:entry", args=[entry.pk])).status_code == 405
    with pytest.raises(TypeError):
        entry.delete()


def test_it_is_where_the_audit_administrator_lands(cast):
    answer = cast.client("audit_admin").get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("audit:entries"))
