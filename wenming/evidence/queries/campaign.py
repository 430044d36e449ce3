"""All evidence of a campaign, for the package handed over."""

from django.db.models import Prefetch, QuerySet

from wenming.evidence.models import Citation, Evidence, EvidenceFile, EvidenceRevision
from wenming.plan.models import Campaign, Task

from .serving import citations_for


def citations_of_campaign(organisation_id: int, campaign: Campaign) -> QuerySet[Citation]:
    """Citations by filed evidence for the campaign's tasks, each with ``served_task_id``, the oldest first."""
    tasks = Task.objects.of(organisation_id).filter(campaign=campaign).values("pk")
    citations = citations_for(organisation_id, tasks).filter(evidence__state=Evidence.State.FILED)
    return citations.select_related("unit", "slot", "duty").order_by("pk")


def evidence_of_campaign(organisation_id: int, campaign: Campaign) -> QuerySet[Evidence]:
    """Filed evidence that serves the campaign, the oldest event first, with ``current`` holding its current revision.

    ``evidence.current[0].files.all()`` are its files in order, with what is stored; three queries in all.
    """
    files = EvidenceFile.objects.select_related("stored").order_by("sequence")
    current = Prefetch(
        "revisions",
        queryset=EvidenceRevision.objects.filter(is_current=True).prefetch_related(
            Prefetch("files", queryset=files)
        ),
        to_attr="current",
    )
    citing = citations_of_campaign(organisation_id, campaign).order_by().values("evidence_id")
    return (
        Evidence.objects.of(organisation_id)
        .filter(pk__in=citing, state=Evidence.State.FILED)
        .select_related("unit")
        .prefetch_related(current)
        .order_by("event_on", "pk")
    )
