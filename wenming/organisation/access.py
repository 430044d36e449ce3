"""Who may read and who may keep the roster; loaders that know only the viewer's own organisation."""

from typing import TypeVar

from django.db.models import QuerySet

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound

from .models import GroupMember, LeadingGroup, OrganisationOwned, Person, Post, RosterImport, Unit, UnitAlias

Owned = TypeVar("Owned", bound=OrganisationOwned)


def may_manage(by: Viewer) -> bool:
    return by.may(Permission.MANAGE_ORGANISATION)


def check_may_manage(by: Viewer) -> None:
    if not may_manage(by):
        raise NotAllowed("机构与人员由领导小组办公室或系统管理员维护，您可以查看。")


def check_own(by: Viewer, *things: OrganisationOwned) -> None:
    """An action refuses what belongs to another organisation as if it did not exist."""
    if any(thing.organisation_id != by.organisation_id for thing in things):
        raise NotFound


def unit_for(viewer: Viewer, unit_id: int) -> Unit:
    return _own(viewer, Unit.objects.all(), unit_id)


def alias_for(viewer: Viewer, alias_id: int) -> UnitAlias:
    return _own(viewer, UnitAlias.objects.select_related("unit"), alias_id)


def person_for(viewer: Viewer, person_id: int) -> Person:
    return _own(viewer, Person.objects.select_related("unit"), person_id)


def post_for(viewer: Viewer, post_id: int) -> Post:
    return _own(viewer, Post.objects.select_related("unit", "person"), post_id)


def roster_for(viewer: Viewer, import_id: int) -> RosterImport:
    """Only for those who keep the roster: the rows speak of people."""
    check_may_manage(viewer)
    return _own(viewer, RosterImport.objects.select_related("file"), import_id)


def group_for(viewer: Viewer, group_id: int) -> LeadingGroup:
    return _own(viewer, LeadingGroup.objects.select_related("office_unit"), group_id)


def member_for(viewer: Viewer, member_id: int) -> GroupMember:
    return _own(viewer, GroupMember.objects.select_related("group", "unit_set"), member_id)


def _own(viewer: Viewer, rows: QuerySet[Owned], key: int) -> Owned:
    found = rows.filter(organisation_id=viewer.organisation_id, pk=key).first()
    if found is None:
        raise NotFound
    return found
