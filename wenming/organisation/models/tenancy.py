"""What every tenant-owned table shares: whose it is, and how an edit notices another edit."""

from typing import Self

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    def of(self, organisation_id: int) -> Self:
        """The rows of one organisation; every read outside a job begins with this."""
        return self.filter(organisation_id=organisation_id)


class OrganisationOwned(models.Model):
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        abstract = True


class Versioned(models.Model):
    """``version`` grows by one with each edit; a form carries the version it was made from."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
