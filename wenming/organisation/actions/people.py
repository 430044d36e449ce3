"""The roster: people, the status they have since a day, the posts they hold."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, RuleBroken
from wenming.domain.personal.id_number import checked_id_number
from wenming.domain.personal.phone import checked_phone
from wenming.organisation import access, events
from wenming.organisation.models import Organisation, Person, Post, Unit
from wenming.organisation.queries.people import holders_of_id_number

from . import standings


@transaction.atomic
def add_person(
    *, name: str, unit: Unit, status: str = Person.Status.ON_POST, since: date | None = None, staff_number: str = "",
    party_member: bool = False, in_leadership: bool = False, id_number: str = "", phone: str = "", by: Viewer,
    at: datetime,
) -> Person:
    """Enter a person in the roster.

    Raises InputRefused where the staff number or the identity number is another person's, a number cannot be, or
    ``since`` is still to come; KeysMissing where a number is given and cannot be sealed.
    """
    access.check_may_manage(by)
    access.check_own(by, unit)
    _check_day(since, at)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)  # an import waits, or is waited for
    _check_number(by, staff_number)
    numbers = _numbers(by, id_number, phone, at)
    person = Person.objects.create(
        organisation_id=by.organisation_id, name=name, unit=unit, status=status, since=since,
        staff_number=staff_number, party_member=party_member, in_leadership=in_leadership, **numbers,
    )
    standings.first_standing(person, valid_from=since, by=by, at=at).save()
    record(events.person_added, by=by, at=at, on=person, after={"unit": unit.name, **dict.fromkeys(numbers, True)})
    return person


@transaction.atomic
def change_person(
    *, person: Person, version: int, name: str, unit: Unit, staff_number: str, party_member: bool,
    in_leadership: bool = False, effective: date | None = None, id_number: str = "", phone: str = "",
    forget_id_number: bool = False, forget_phone: bool = False, by: Viewer, at: datetime,
) -> Person:
    """Correct the entry; with ``effective``, the person is in the unit, the party, the leadership from that day on.

    Without it what differs was entered wrongly before. An empty number stays as it is unless it is to be forgotten.
    Of party membership and the numbers only that they changed is recorded. Raises as ``add_person``.
    """
    access.check_may_manage(by)
    access.check_own(by, unit)
    _check_day(effective, at)
    person = _locked(by, person)
    _check_version(person, version)
    _check_number(by, staff_number, but=person)
    before = {"name": person.name, "unit": person.unit.name, "staff_number": person.staff_number}
    sensitive = {"party_member": True} if person.party_member != party_member else {}
    numbers = _numbers(by, id_number, phone, at, but=person)
    numbers |= {"id_number": ""} if forget_id_number else {}
    numbers |= {"phone": ""} if forget_phone else {}
    sensitive |= dict.fromkeys(numbers, True)
    dated = (person.unit_id, person.party_member, person.in_leadership) != (unit.pk, party_member, in_leadership)
    person.name, person.unit, person.staff_number, person.party_member = name, unit, staff_number, party_member
    person.in_leadership, person.version = in_leadership, person.version + 1
    for field, number in numbers.items():
        setattr(person, field, number)
    if dated:
        _write_standing(person, effective, by, at)
    person.save(update_fields=[
        "name", "unit", "staff_number", "party_member", "in_leadership", "version", *numbers,
        *(f"{field}_index" for field in numbers),
    ])
    after = {"name": name, "unit": unit.name, "staff_number": staff_number, **sensitive}
    kind = events.person_moved if dated and effective else events.person_changed
    record(kind, by=by, at=at, on=person, before=before, after=after)
    return person


def _write_standing(person: Person, effective: date | None, by: Viewer, at: datetime) -> None:
    if effective is not None:
        standings.change_standing(person, effective=effective, by=by, at=at)
    else:
        present = standings.present_standing(person)
        begun = present.valid_from if present else person.since
        standings.correct_standing(person, valid_from=begun, by=by, at=at)


@transaction.atomic
def change_status(*, person: Person, version: int, status: str, since: date, by: Viewer, at: datetime) -> Person:
    """From ``since`` on the person has the status. Raises InputRefused where it begins before the present one."""
    access.check_may_manage(by)
    _check_day(since, at)
    person = _locked(by, person)
    _check_version(person, version)
    if person.since and since < person.since:
        raise InputRefused(
            f"{person.name}自 {person.since:%Y-%m-%d} 起{person.get_status_display()}，新的状态不能更早开始。"
            "原来登记错了的，请用更正。",
            {"since": f"不早于 {person.since:%Y-%m-%d}"},
        )
    before = _status_as_recorded(person)
    person.status, person.since, person.version = status, since, person.version + 1
    standings.change_standing(person, effective=since, by=by, at=at)
    person.save(update_fields=["status", "since", "version"])
    record(events.status_changed, by=by, at=at, on=person, before=before, after=_status_as_recorded(person))
    return person


@transaction.atomic
def correct_status(
    *, person: Person, version: int, status: str, since: date | None, by: Viewer, at: datetime
) -> Person:
    """The status, or the day it began, was entered wrongly: what stood there is withdrawn, not ended.

    Raises InputRefused where ``since`` reaches into what the person was before.
    """
    access.check_may_manage(by)
    _check_day(since, at)
    person = _locked(by, person)
    _check_version(person, version)
    before = _status_as_recorded(person)
    person.status, person.since, person.version = status, since, person.version + 1
    standings.correct_standing(person, valid_from=since, by=by, at=at)
    person.save(update_fields=["status", "since", "version"])
    record(events.status_corrected, by=by, at=at, on=person, before=before, after=_status_as_recorded(person))
    return person


def _status_as_recorded(person: Person) -> dict[str, str]:
    return {"status": person.get_status_display(), "since": person.since.isoformat() if person.since else ""}


@transaction.atomic
def appoint(
    *, person: Person, unit: Unit, title: str, is_head: bool, valid_from: date, by: Viewer, at: datetime
) -> Post:
    """The person holds a post of the unit from a day on. Raises InputRefused where he already holds it."""
    access.check_may_manage(by)
    access.check_own(by, unit)
    person = _locked(by, person)
    if person.posts.filter(unit=unit, title=title, valid_until=None).exists():
        raise InputRefused(f"{person.name}已任{unit}{title}，没有重复登记。", {"title": "已任此职"})
    post = Post.objects.create(
        organisation_id=by.organisation_id, unit=unit, title=title, is_head=is_head, person=person,
        valid_from=valid_from,
    )
    after = {"person": person.name, "valid_from": valid_from.isoformat()}
    record(events.post_taken, by=by, at=at, on=post, after=after)
    return post


@transaction.atomic
def end_post(*, post: Post, valid_until: date, by: Viewer, at: datetime) -> Post:
    """The post is held up to and including ``valid_until``."""
    access.check_may_manage(by)
    access.check_own(by, post)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.valid_until is not None:
        raise RuleBroken(f"{post.person.name}已于 {post.valid_until:%Y-%m-%d} 免去{post}。")
    if valid_until < post.valid_from:
        raise InputRefused("免职日期早于任职日期，没有保存。", {"valid_until": f"不早于 {post.valid_from:%Y-%m-%d}"})
    post.valid_until = valid_until
    post.save(update_fields=["valid_until"])
    record(events.post_left, by=by, at=at, on=post, before={"person": post.person.name},
           after={"valid_until": valid_until.isoformat()})
    return post


def _check_day(day: date | None, at: datetime) -> None:
    if day is not None and day > timezone.localdate(at):
        sentence = f"{day:%Y-%m-%d} 还没有到，没有保存。到那一天之后再登记。"
        raise InputRefused(sentence, {"since": "不晚于今天", "effective": "不晚于今天"})


def _locked(by: Viewer, person: Person) -> Person:
    access.check_own(by, person)
    return Person.objects.select_for_update().get(pk=person.pk)


def _check_version(person: Person, version: int) -> None:
    if person.version != version:
        raise ChangedMeanwhile(
            f"别人刚改过{person.name}的登记：现在是{person.unit}，{person.get_status_display()}。"
            "您填写的内容还在，核对后再保存。"
        )


def _check_number(by: Viewer, staff_number: str, *, but: Person | None = None) -> None:
    rows = Person.objects.of(by.organisation_id).filter(staff_number=staff_number).exclude(pk=but.pk if but else None)
    holder = rows.first() if staff_number else None
    if holder is not None:
        raise InputRefused(f"工号 {staff_number} 已登记给{holder.name}，没有保存。", {"staff_number": "已有人使用"})


def _numbers(by: Viewer, id_number: str, phone: str, at: datetime, *, but: Person | None = None) -> dict[str, str]:
    """The numbers that were given, as they are kept."""
    numbers = {}
    if id_number:
        numbers["id_number"] = checked_id_number(id_number, on=timezone.localdate(at))
        holders = holders_of_id_number(by.organisation_id, numbers["id_number"])
        holder = holders.exclude(pk=but.pk if but else 0).first()
        if holder is not None:
            raise InputRefused(f"这个身份证号已登记给{holder.name}，没有保存。", {"id_number": "已有人使用"})
    if phone:
        numbers["phone"] = checked_phone(phone)
    return numbers
