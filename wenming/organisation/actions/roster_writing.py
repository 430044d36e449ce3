"""A confirmed roster written: every good row in one transaction, or nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile
from wenming.domain.roster.changes import Outcome, Verdict
from wenming.domain.roster.comparing import Comparison
from wenming.organisation import access, events
from wenming.organisation.models import Organisation, Person, Post, RosterImport, Standing

from . import standings
from .roster_checks import digest_of

BATCH = 500


@dataclass
class _Sheet:
    """What is to be written, gathered first and then put down table by table."""

    roster: RosterImport
    by: Viewer
    at: datetime
    people: dict[int, Person]
    present: dict[int, Standing]
    posts: dict[int, Post]
    new_people: list[Person] = field(default_factory=list)
    changed: list[Person] = field(default_factory=list)
    numbered: list[tuple[Person, list[str]]] = field(default_factory=list)
    ended: list[Standing] = field(default_factory=list)
    begun: list[Standing] = field(default_factory=list)
    new_posts: list[Post] = field(default_factory=list)
    ended_posts: list[Post] = field(default_factory=list)
    wrong_posts: list[int] = field(default_factory=list)


def hold_roster(roster: RosterImport) -> RosterImport:
    """Whoever else would change the body's people waits from here to the end of the transaction."""
    Organisation.objects.select_for_update().get(pk=roster.organisation_id)
    return RosterImport.objects.select_for_update().get(pk=roster.pk)


@transaction.atomic
def write_roster(*, roster: RosterImport, comparison: Comparison, by: Viewer, at: datetime) -> RosterImport:
    """Write what was confirmed. To be called under ``hold_roster``, with a comparison made under it.

    Raises ChangedMeanwhile where it is not what the check showed: the people or the units have changed since.
    """
    access.check_may_manage(by)
    access.check_own(by, roster)
    if digest_of(comparison) != roster.digest:
        raise ChangedMeanwhile("确认之后，名册或单位又有改动，没有导入；已重新试算，请再看一遍后确认。")
    sheet = _opened(roster, by, at)
    for outcome in comparison.outcomes:
        if outcome.verdict is Verdict.NEW:
            _arrive(sheet, outcome)
        elif outcome.verdict not in {Verdict.SAME, Verdict.BAD}:
            _alter(sheet, outcome)
    if roster.mark_absent:
        for known in comparison.absent:
            _leave(sheet, sheet.people[known.key])
    _put_down(sheet)
    roster.state, roster.applied_at = RosterImport.State.APPLIED, at
    roster.save(update_fields=["state", "applied_at"])
    record(events.roster_applied, by=by, at=at, on=roster, after={"summary": summary_of(roster), **roster.counts})
    return roster


def summary_of(roster: RosterImport) -> str:
    counts = roster.counts
    changed = sum(counts.get(one, 0) for one in ("moved", "status", "changed"))
    left = counts.get("absent", 0) if roster.mark_absent else 0
    parts = [f"新登记 {counts.get('new', 0)} 人", f"改动 {changed} 人"]
    parts += [f"登记为已调离 {left} 人"] if left else []
    parts += [f"有问题未导入 {counts['bad']} 行"] if counts.get("bad") else []
    return "，".join(parts)


def _opened(roster: RosterImport, by: Viewer, at: datetime) -> _Sheet:
    here = roster.organisation_id
    people = {one.pk: one for one in Person.objects.of(here).select_for_update()}
    present = {one.person_id: one for one in Standing.objects.of(here).that_hold().filter(valid_until=None)}
    posts = {one.pk: one for one in Post.objects.of(here).filter(valid_until=None)}
    return _Sheet(roster, by, at, people, present, posts)


def _arrive(sheet: _Sheet, outcome: Outcome) -> None:
    row, unit = outcome.row, outcome.unit
    if unit is None:
        raise LookupError(row.number)
    person = Person(
        organisation_id=sheet.roster.organisation_id, name=row.name, unit_id=unit.key, since=outcome.new_since,
        staff_number=row.staff_number, id_number=row.id_number, phone=row.phone, **(outcome.dated or {}),
    )
    sheet.new_people.append(person)
    sheet.begun.append(standings.first_standing(person, valid_from=outcome.effective, by=sheet.by, at=sheet.at))
    _take_posts(sheet, person, outcome)


def _alter(sheet: _Sheet, outcome: Outcome) -> None:
    person = sheet.people[outcome.whom.key]
    for name, value in {**(outcome.dated or {}), **(outcome.identity or {})}.items():
        setattr(person, name, value)
    if outcome.new_since:
        person.since = outcome.new_since
    elif "status" in (outcome.dated or {}):
        person.since = outcome.effective
    person.version += 1
    sheet.changed.append(person)
    if numbers := [name for name in ("id_number", "phone") if name in (outcome.identity or {})]:
        sheet.numbered.append((person, numbers))
    if outcome.dated:
        _restand(sheet, person, outcome.effective)
    elif outcome.new_since:
        _correct(sheet, person, outcome.new_since)
    _leave_posts(sheet, outcome)
    _take_posts(sheet, person, outcome)


def _restand(sheet: _Sheet, person: Person, effective: date | None) -> None:
    if sheet.roster.nature == RosterImport.Nature.CORRECTION:
        _correct(sheet, person, effective)
        return
    present = sheet.present.get(person.pk)
    effective = effective or sheet.roster.as_of
    if present is None:
        sheet.begun.append(standings.first_standing(person, valid_from=effective, by=sheet.by, at=sheet.at))
        return
    sheet.begun.append(standings.succeed(person, present, effective=effective, by=sheet.by, at=sheet.at))
    sheet.ended.append(present)


def _correct(sheet: _Sheet, person: Person, valid_from: date | None) -> None:
    present = sheet.present.get(person.pk)
    if present is None:
        sheet.begun.append(standings.first_standing(person, valid_from=valid_from, by=sheet.by, at=sheet.at))
        return
    sheet.begun.append(standings.replace(person, present, valid_from=valid_from, by=sheet.by, at=sheet.at))
    sheet.ended.append(present)


def _leave(sheet: _Sheet, person: Person) -> None:
    person.status, person.since, person.version = Person.Status.LEFT, sheet.roster.as_of, person.version + 1
    sheet.changed.append(person)
    _restand(sheet, person, sheet.roster.as_of)


def _take_posts(sheet: _Sheet, person: Person, outcome: Outcome) -> None:
    day = outcome.effective or sheet.roster.as_of
    for place, title in enumerate(outcome.posts_taken):
        sheet.new_posts.append(Post(
            organisation_id=sheet.roster.organisation_id, unit_id=person.unit_id, title=title, person=person,
            is_head=bool(outcome.row.head) and place == 0, valid_from=day,
        ))


def _leave_posts(sheet: _Sheet, outcome: Outcome) -> None:
    """A post ends the day before; one that would then have lasted no day, or was entered wrongly, never was."""
    last = (outcome.effective or sheet.roster.as_of) - timedelta(days=1)
    for key in outcome.posts_left:
        post = sheet.posts[key]
        if sheet.roster.nature == RosterImport.Nature.CORRECTION or last < post.valid_from:
            sheet.wrong_posts.append(key)
        else:
            post.valid_until = last
            sheet.ended_posts.append(post)


def _put_down(sheet: _Sheet) -> None:
    _create(Person, sheet.new_people)
    for person, numbers in sheet.numbered:  # sealed one by one: a bulk update cannot
        person.save(update_fields=[*numbers, *(f"{name}_index" for name in numbers)])
    _update(Person, sheet.changed, [
        "name", "staff_number", "unit", "status", "since", "party_member", "in_leadership", "version",
    ])
    _update(Standing, sheet.ended, ["valid_until", "withdrawn_at", "withdrawn_by"])
    for standing in sheet.begun:
        standing.source = sheet.roster
        standing.person = standing.person  # its key is known only now
    _create(Standing, sheet.begun)
    Post.objects.of(sheet.roster.organisation_id).filter(pk__in=sheet.wrong_posts).delete()
    _update(Post, sheet.ended_posts, ["valid_until"])
    for post in sheet.new_posts:
        post.person = post.person
    _create(Post, sheet.new_posts)


def _create(model: type[models.Model], rows: list[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001 - Django documents it


def _update(model: type[models.Model], rows: list[Any], fields: list[str]) -> None:
    model._default_manager.bulk_update(rows, fields, batch_size=BATCH)  # noqa: SLF001
