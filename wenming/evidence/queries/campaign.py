"""What serves a campaign, for the package handed over."""

from django.db.models import QuerySet

from wenming.evidence.models import Citation, Evidence
from wenming.plan.models import Campaign, Task

from .serving import citations_for


def citations_of_campaign(organisation_id: int, campaign: Campaign) -> QuerySet[Citation]:
    """Citations by filed evidence for the campaign's tasks, each with ``served_task_id``, the oldest first."""
    tasks = Task.objects.of(organisation_id).filter(campaign=campaign).values("pk")
    citations = citations_for(organisation_id, tasks).filter(evidence__state=Evidence.State.FILED)
    return citations.select_related("unit", "slot", "duty").order_by("pk")
