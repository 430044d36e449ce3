"""Who may read and who may keep the roster: everyone of the cast, one by one."""

import pytest

from tests.cast import NOW
from wenming.domain.errors import NotAllowed
from wenming.organisation import access
from wenming.organisation.actions import groups, headcounts, people, sets, units

KEEPERS = {"office", "system_admin", "stranger"}
READERS = {"office", "lead", "responsible", "head", "leader", "expert", "system_admin"}
EVERYBODY = ["office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin",
             "audit_admin", "stranger"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_manage(cast, who):
    viewer = cast.viewers[who]
    assert access.may_manage(viewer) is (who in KEEPERS)
    if who not in KEEPERS:
        with pytest.raises(NotAllowed):
            access.check_may_manage(viewer)


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - KEEPERS))
def test_every_verb_refuses_who_may_not(cast, who):
    common = {"by": cast.viewers[who], "at": NOW}
    for attempt in (
        lambda: units.add_unit(name="x", **common),
        lambda: units.change_unit(unit=cast.lead, version=1, name="x", kind="division", **common),
        lambda: units.close_unit(unit=cast.lead, valid_until=NOW.date(), **common),
        lambda: units.reopen_unit(unit=cast.lead, **common),
        lambda: units.add_alias(unit=cast.lead, name="x", **common),
        lambda: sets.make_set(name="x", units=[cast.lead], **common),
        lambda: people.add_person(name="x", unit=cast.lead, **common),
        lambda: headcounts.record_headcount(population="x", as_of=NOW.date(), count=1, **common),
        lambda: groups.form_group(name="x", **common),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("page", ["units", "people", "headcounts", "group"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_the_pages(cast, who, page):
    answer = cast.client(who).get(f"/organisation/{page}/")
    assert answer.status_code == (200 if who in READERS | {"stranger"} else 403)


@pytest.mark.parametrize("who", sorted(READERS - KEEPERS))
def test_a_reader_sees_no_button_of_the_keepers(cast, who):
    page = cast.client(who).get(f"/organisation/units/{cast.lead.pk}/").content.decode()
    main = page[page.index("<main"):]
    assert "<form" not in main
