"""A proposal as the tests of its correction look at it and change it."""

from django.urls import reverse

from tests.cast import NOW
from wenming.domain.plan import correct
from wenming.plan.actions.proposals import correct_proposal
from wenming.plan.models import PlanRevision


def address(revision: PlanRevision, **query: str) -> str:
    return reverse("plan:correct", args=[revision.pk], query=query)


def keys(revision: PlanRevision) -> list[str]:
    return [task["key"] for task in PlanRevision.objects.get(pk=revision.pk).draft["tasks"]]


def finding(revision: PlanRevision, kind: str) -> str:
    return next(one["key"] for one in revision.draft["findings"] if one["kind"] == kind)


def do(cast, revision: PlanRevision, edit: correct.Edit) -> PlanRevision:
    return correct_proposal(revision=revision, version=revision.version, edit=edit, by=cast.office, at=NOW)
