"""The personnel division sends its roster of the month; the office uploads it and has yet to confirm it.

It holds what such workbooks hold: a move, a retirement, a newcomer, somebody twice, a unit by a name nobody uses.
"""

from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from wenming.demo.studio import papers
from wenming.organisation.intake.rosters import take_roster
from wenming.organisation.models import Person, RosterImport

from .calendar import first_of_month, moment
from .founding import Body
from .timeline import Timeline

HEADS = ("姓名", "部门", "人员类别", "何时起", "政治面貌")
MOVED, RETIRED, STRANGE, UNCLEAR, TWICE = 30, 45, 60, 75, 90
"""The rows that differ, by their place in the roster."""
IDLE_UNIT, NEW_HOME, NEWCOMER = "预算处室", "人教处", "示例新人"


def upload_roster(body: Body, timeline: Timeline) -> None:
    yesterday = body.calendar.today - timedelta(days=1)
    timeline.at(moment(yesterday, 17, 30), lambda at: _upload(body, at))


def _upload(body: Body, at: datetime) -> None:
    month = first_of_month(at.date())
    content = papers.table("示范省财政厅人员花名册", HEADS, _rows(body, month), made_at=at)
    take_roster(
        content=ContentFile(content), name=f"花名册{at:%Y%m}.xlsx", as_of=at.date(),
        nature=RosterImport.Nature.CHANGE, by=body.office, at=at,
    )


def _rows(body: Body, month: date) -> list[list[str]]:
    people = Person.objects.of(body.organisation.pk).select_related("unit").order_by("unit__position", "pk")
    rows = [_row(place, person, month) for place, person in enumerate(people)]
    rows += [rows[place] for place in (TWICE,) if place < len(rows)]
    return [*rows, [NEWCOMER, NEW_HOME, "在岗", month.isoformat(), "群众"]]


def _row(place: int, person: Person, month: date) -> list[str]:
    unit = {MOVED: NEW_HOME, STRANGE: IDLE_UNIT}.get(place, person.unit.name)
    status = {RETIRED: "退休", UNCLEAR: "待定"}.get(place, person.get_status_display())
    since = month.isoformat() if place in {MOVED, RETIRED} else ""
    return [person.name, unit, status, since, "中共党员" if person.party_member else "群众"]
