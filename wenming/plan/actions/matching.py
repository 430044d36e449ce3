"""Names of the plan that the roster does not know: another name of a unit, or new units."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.plan.draft import from_json
from wenming.domain.plan.naming import named_units
from wenming.organisation.actions.units import NewUnit, add_alias, add_units
from wenming.organisation.models import Unit
from wenming.plan.access.documents import check_may_correct
from wenming.plan.models import PlanRevision

from .proposal_steps import locked_proposal, take_step


@transaction.atomic
def merge_name(
    *, revision: PlanRevision, version: int, name: str, unit: Unit, by: Viewer, at: datetime
) -> PlanRevision:
    """``name`` becomes an alias of ``unit``: this and every later document find the unit by it. A step like others,
    so that taking it back takes the alias off the roster."""
    revision = locked_proposal(revision, version, by)
    _check(revision, [name], by)
    add_alias(unit=unit, name=name, by=by, at=at)
    return take_step(
        revision, from_json(revision.draft), revision.answers, f"“{name}”记为“{unit}”的别名", by=by, at=at,
        alias={"unit": unit.pk, "name": name},
    )


@transaction.atomic
def add_named_units(
    *, revision: PlanRevision, units: Sequence[tuple[str, str]], by: Viewer, at: datetime
) -> list[Unit]:
    """New units, each (name as printed, ``Unit.Kind``), all or none; in the order the plan names them."""
    _check(revision, [name for name, _ in units], by)
    if any(kind not in Unit.Kind.values for _, kind in units):
        raise InputRefused("单位类别请在列出的几种里选。")
    return add_units(units=[NewUnit(name, kind) for name, kind in units], by=by, at=at)


def _check(revision: PlanRevision, names: Sequence[str], by: Viewer) -> None:
    check_may_correct(by, revision)
    printed = named_units(from_json(revision.draft))
    for name in names:
        if name not in printed:
            raise InputRefused(f"方案里没有“{name}”这个名称，可能刚被改正。")
