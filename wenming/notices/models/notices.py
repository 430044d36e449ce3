"""A message to a person. This room never decides why."""

from django.conf import settings
from django.db import models

from wenming.organisation.models import OrganisationOwned


class Notice(OrganisationOwned):
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=500, blank=True)
    link = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "to", "-sent_at", "-id"], name="notice_list"),
            models.Index(fields=["organisation", "to"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title
