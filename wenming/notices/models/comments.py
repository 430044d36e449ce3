"""What someone said about a thing of an upper room. The thing is named by type and id: this room knows none of them."""

from django.conf import settings
from django.db import models

from wenming.organisation.models import OrganisationOwned


class Comment(OrganisationOwned):
    """``answers`` is the comment this one answers; only those that answer none are settled (已解决)."""

    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    text = models.CharField("留言", max_length=1000)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "object_type", "object_id", "id"], name="comment_about")]

    def __str__(self) -> str:
        return f"{self.by_name}的留言"
