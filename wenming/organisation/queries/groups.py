"""Named reads of the leading group: who belongs to it on a day, members by office found through the posts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wenming.organisation.models import GroupMember, LeadingGroup, Post, Unit

from .people import heads_on
from .units import resolve_sets


@dataclass(frozen=True, slots=True)
class Seat:
    """A member on a day. ``posts`` are the heads it means where it is held by office, ``without`` the units that
    have no head on that day."""

    member: GroupMember
    posts: tuple[Post, ...] = ()
    without: tuple[Unit, ...] = ()

    @property
    def names(self) -> list[str]:
        if self.member.name:
            return [self.member.name]
        return list(dict.fromkeys(post.person.name for post in self.posts))


def groups_of(organisation_id: int) -> QuerySet[LeadingGroup]:
    return LeadingGroup.objects.of(organisation_id).select_related("office_unit").order_by("-valid_from", "-pk")


def members_on(group: LeadingGroup, day: date) -> list[Seat]:
    """The group's seats on a day, 组长 first. Who holds a seat by office, the posts of that day say."""
    valid = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
    members = list(group.members.filter(*valid).select_related("unit_set", "person"))
    order = {role: rank for rank, role in enumerate(GroupMember.Role.values)}
    members.sort(key=lambda member: (order[member.role], member.position, member.pk))
    units = resolve_sets(group.organisation_id, [member.unit_set for member in members if member.unit_set], day)
    heads = heads_on(group.organisation_id, [unit.pk for meant in units.values() for unit in meant], day)
    return [_seat(member, units.get(member.unit_set_id, []), heads) for member in members]


def _seat(member: GroupMember, units: list[Unit], heads: dict[int, list[Post]]) -> Seat:
    posts = tuple(post for unit in units for post in heads.get(unit.pk, []))
    return Seat(member, posts, tuple(unit for unit in units if unit.pk not in heads))
