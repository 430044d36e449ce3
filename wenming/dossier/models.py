"""A package asked for on a day: what it covered, how it went. The bytes are made anew from the same content."""

from django.db import models

from wenming.organisation.models import OrganisationOwned
from wenming.plan.models import Campaign


class PackageExport(OrganisationOwned):
    """One download of the package, for the record: who, when, how many files, the digest of its manifest."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    files = models.PositiveIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    manifest_digest = models.CharField(max_length=128, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="package_export_list")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.asked_at:%Y-%m-%d}"
