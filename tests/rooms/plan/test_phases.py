"""The phases: moving their dates, and where today stands."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound
from wenming.plan.actions.phases import change_phase
from wenming.plan.models import Phase
from wenming.plan.queries.phases import phase_line


@pytest.fixture
def phase(cast):
    return Phase.objects.get(campaign=make_campaign(cast).campaign, position=2)


def moved(phase, by, **more):
    values = {"version": 1, "starts_on": phase.starts_on, "ends_on": phase.ends_on - timedelta(10)} | more
    return change_phase(phase=phase, **values, by=by, at=NOW)


def test_the_office_moves_a_phase_and_the_record_keeps_both(cast, phase):
    changed = moved(phase, cast.office)
    assert (changed.ends_on, changed.version) == (TODAY + timedelta(50), 2)
    entry = AuditEntry.objects.get(kind="plan.phase_changed")
    assert (entry.before["ends_on"], entry.after["ends_on"]) == ("2026-05-01", "2026-04-21")


@pytest.mark.parametrize("who", ["lead", "responsible", "head", "member", "leader", "expert", "system_admin",
                                 "security_admin", "audit_admin", "stranger"])
def test_who_may_not(cast, phase, who):
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        moved(phase, cast.viewers[who])


def test_a_phase_may_lie_in_the_past(cast, phase):
    first = Phase.objects.get(campaign=phase.campaign, position=1)
    change_phase(
        phase=first, version=1, starts_on=date(2019, 11, 1), ends_on=date(2019, 11, 30), by=cast.office, at=NOW
    )


def test_disorder_and_old_versions_are_refused(cast, phase):
    with pytest.raises(InputRefused):
        moved(phase, cast.office, ends_on=phase.starts_on - timedelta(1))
    with pytest.raises(InputRefused):
        moved(phase, cast.office, starts_on=TODAY - timedelta(100))
    with pytest.raises(ChangedMeanwhile):
        moved(phase, cast.office, version=0)


def test_the_line_has_today_on_it(phase):
    line = phase_line(phase.campaign, TODAY)
    assert (line.current.name, line.days_left) == ("组织实施", 60)
    assert 40 < line.today < 46
    assert [one.when.value for one in line.phases] == ["past", "now", "later", "later"]


def test_the_form(cast, phase):
    client, address = cast.client("office"), reverse("plan:change_phase", args=[phase.pk])
    bad = client.post(address, {"starts_on": "2026-05-01", "ends_on": "2026-04-01", "version": "1"})
    assert bad.status_code == 422
    assert 'value="2026-05-01"' in bad.content.decode()
    assert client.post(address, {"starts_on": "2026-01-10", "ends_on": "2026-04-01", "version": "1"}).status_code == 303
    stale = client.post(address, {"starts_on": "2026-01-10", "ends_on": "2026-04-02", "version": "1"})
    assert stale.status_code == 409
    phase.refresh_from_db()
    assert phase.ends_on == date(2026, 4, 1)
