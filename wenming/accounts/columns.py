"""What accounts tell the lists of lower rooms."""

from collections.abc import Sequence

from django.utils import timezone

from wenming.domain.authority import Role
from wenming.organisation.registry import column

from .queries import grants_on


@column("organisation.unit.liaisons")
def liaisons(organisation_id: int, unit_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of each unit's liaisons today; a unit without one is absent."""
    grants = grants_on(timezone.localdate()).filter(
        organisation_id=organisation_id, role=Role.LIAISON, unit_id__in=unit_ids, user__is_active=True
    )
    names: dict[int, list[str]] = {}
    for unit_id, name in grants.order_by("pk").values_list("unit_id", "user__name"):
        names.setdefault(unit_id, []).append(name)
    return names
