"""The leading group: forming it, taking members in by name or by office, letting them go."""

from datetime import date, datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.organisation import access, events
from wenming.organisation.models import GroupMember, LeadingGroup, Person, Unit, UnitSet


@transaction.atomic
def form_group(
    *, name: str, office_unit: Unit | None = None, valid_from: date | None = None, by: Viewer, at: datetime
) -> LeadingGroup:
    access.check_may_manage(by)
    if office_unit is not None:
        access.check_own(by, office_unit)
    group = LeadingGroup.objects.create(
        organisation_id=by.organisation_id, name=name, office_unit=office_unit, valid_from=valid_from
    )
    record(events.group_formed, by=by, at=at, on=group, after={"office": str(office_unit or "")})
    return group


@transaction.atomic
def close_group(*, group: LeadingGroup, valid_until: date, by: Viewer, at: datetime) -> LeadingGroup:
    """A group up to and including ``valid_until``; it and its members stay readable. Done again it changes nothing."""
    access.check_may_manage(by)
    access.check_own(by, group)
    group = LeadingGroup.objects.select_for_update().get(pk=group.pk)
    if group.valid_until is None:
        group.valid_until = valid_until
        group.save(update_fields=["valid_until"])
        record(events.group_closed, by=by, at=at, on=group, after={"valid_until": valid_until.isoformat()})
    return group


@transaction.atomic
def add_member(
    *, group: LeadingGroup, role: str, name: str = "", person: Person | None = None, ex_officio: str = "",
    unit_set: UnitSet | None = None, valid_from: date | None = None, by: Viewer, at: datetime,
) -> GroupMember:
    """Take in a member by name, or by office: ``ex_officio`` is the phrase as printed (各处室、单位主要负责人) and
    ``unit_set`` the units whose heads it means. Raises InputRefused where neither or both are given.
    """
    access.check_may_manage(by)
    access.check_own(by, group, *(thing for thing in (person, unit_set) if thing is not None))
    name = name.strip() or (person.name if person else "")
    if bool(name) == bool(ex_officio.strip()):
        raise InputRefused("请填写姓名，或者按职务参加的说法，两样填一样。", {"name": "姓名与职务填一样"})
    member = GroupMember.objects.create(
        organisation_id=by.organisation_id, group=group, role=role, name=name, person=person,
        ex_officio=ex_officio.strip(), unit_set=unit_set, position=group.members.filter(role=role).count(),
        valid_from=valid_from,
    )
    record(events.member_added, by=by, at=at, on=group, after=_as_recorded(member))
    return member


@transaction.atomic
def release_member(*, member: GroupMember, valid_until: date, by: Viewer, at: datetime) -> GroupMember:
    """A member up to and including ``valid_until``; the past composition stays readable."""
    access.check_may_manage(by)
    access.check_own(by, member)
    member = GroupMember.objects.select_for_update().get(pk=member.pk)
    if member.valid_until is not None:
        raise RuleBroken(f"{member}已于 {member.valid_until:%Y-%m-%d} 免去。")
    member.valid_until = valid_until
    member.save(update_fields=["valid_until"])
    record(events.member_left, by=by, at=at, on=member.group, before=_as_recorded(member),
           after={"valid_until": valid_until.isoformat()})
    return member


def _as_recorded(member: GroupMember) -> dict[str, str]:
    return {"role": member.get_role_display(), "who": str(member)}
