"""The leading group a plan sets up, made into the body's leading group when the plan is frozen."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from wenming.domain.authority import Viewer
from wenming.domain.plan.draft import GroupDraft, Owner, PlanDraft
from wenming.domain.plan.naming import MatchKind, collective, ex_officio_set, is_ex_officio
from wenming.organisation.actions.groups import close_group, form_group
from wenming.organisation.models import GroupMember, LeadingGroup, Person, Unit
from wenming.plan.queries.outlook import Outlook

Role = GroupMember.Role


def form_leading_group(
    *, view: Outlook, everyone_id: int | None, valid_from: date, by: Viewer, at: datetime
) -> LeadingGroup | None:
    """The group with its office and members, or None where the plan has none.

    A member by office (各处室、单位主要负责人) is bound to the set of those units; a name is bound to the person of
    that name where the roster knows exactly one.
    """
    draft = view.draft.group
    if draft is None:
        return None
    group = form_group(
        name=group_name(view.draft.honour), office_unit=_office(draft, view, by), valid_from=valid_from,
        by=by, at=at,
    )
    seats = list(_seats(draft))
    people = _people(by.organisation_id, [owner.name for _, owner in seats])
    GroupMember.objects.bulk_create(
        _member(group, role, owner.name, people, position=position, everyone_id=everyone_id)
        for position, (role, owner) in enumerate(seats)
    )
    return group


def change_leading_group(
    *, view: Outlook, former: PlanDraft, everyone_id: int | None, valid_from: date, by: Viewer, at: datetime
) -> LeadingGroup | None:
    """The group as a revision has it, from ``valid_from``; the one the ``former`` draft had formed ends the day
    before and stays readable. Not changed where the revision has no group."""
    if view.draft.group is None:
        return None
    name = group_name(former.honour)
    for held in LeadingGroup.objects.of(by.organisation_id).filter(name=name, valid_until=None):
        close_group(group=held, valid_until=valid_from - timedelta(days=1), by=by, at=at)
    return form_leading_group(view=view, everyone_id=everyone_id, valid_from=valid_from, by=by, at=at)


def group_name(honour: str) -> str:
    return f"创建{honour}工作领导小组"[:120]


def _office(draft: GroupDraft, view: Outlook, by: Viewer) -> Unit | None:
    match = view.named.get(draft.office_unit)
    if match is None or match.kind is not MatchKind.UNIT:
        return None
    unit: Unit = Unit.objects.of(by.organisation_id).get(pk=match.members[0])
    return unit


def _seats(draft: GroupDraft) -> Iterator[tuple[Role, Owner]]:
    for role, owners in (
        (Role.HEAD, draft.leader), (Role.DEPUTY_HEAD, draft.deputy), (Role.MEMBER, draft.members),
        (Role.OFFICE, draft.office_members),
    ):
        for owner in owners:
            yield role, owner


def _people(organisation_id: int, names: list[str]) -> dict[str, Person]:
    """People by name, those alone of their name only."""
    found: dict[str, list[Person]] = {}
    for person in Person.objects.of(organisation_id).filter(name__in=names):
        found.setdefault(person.name, []).append(person)
    return {name: people[0] for name, people in found.items() if len(people) == 1}


def _member(
    group: LeadingGroup, role: Role, name: str, people: dict[str, Person], *, position: int, everyone_id: int | None
) -> GroupMember:
    own = {"organisation_id": group.organisation_id, "group": group, "role": role, "position": position,
           "valid_from": group.valid_from}
    if is_ex_officio(name):
        everyone = collective(ex_officio_set(name) or "") is MatchKind.EVERYONE
        return GroupMember(ex_officio=name[:80], unit_set_id=everyone_id if everyone else None, **own)
    return GroupMember(name=name[:60], person=people.get(name), **own)
