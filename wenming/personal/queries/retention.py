"""What is due to leave, by rule; nothing is touched here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from wenming.domain.personal.declaration import Holding
from wenming.domain.personal.periods import months_before
from wenming.personal.models import RetentionPlan
from wenming.personal.registry import RetentionRule, retention_rules

from .data_map import holdings


@dataclass(frozen=True, slots=True)
class DueToLeave:
    holding: Holding
    rule: RetentionRule
    before: date
    rows: QuerySet[Any]


def due_to_leave(organisation_id: int, on: date) -> Iterator[DueToLeave]:
    """For each table with a period and a rule: the rows whose time is over on a day."""
    rules = retention_rules()
    for holding in holdings():
        if holding.retention.months is not None and holding.model in rules:
            before = months_before(on, holding.retention.months)
            rule = rules[holding.model]
            yield DueToLeave(holding, rule, before, rule.due(organisation_id, before))


def rows_of(plan: RetentionPlan) -> QuerySet[Any]:
    """The rows a plan speaks of that are still there."""
    return retention_rules()[plan.model].due(plan.organisation_id, plan.before).order_by("pk")


def plans_of(organisation_id: int) -> QuerySet[RetentionPlan]:
    return RetentionPlan.objects.of(organisation_id).order_by("-pk")
