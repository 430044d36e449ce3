"""Pictures of which parts are covered on a copy. The original stays as it came; the copy leaves the house."""

from django.db import models

from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned

from .evidence import Evidence


class Covering(OrganisationOwned):
    """One covered copy. It goes with the content: wherever the same picture was filed, its copy is shown.

    ``evidence`` is where it was made: who may change that may change the covering. Earlier ones stay for the record.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="coverings")
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    areas = models.JSONField(help_text="每处：左、上、宽、高，千分之一")
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "original"], condition=models.Q(is_current=True), name="covering_once"),
        ]

    def __str__(self) -> str:
        return f"{self.original}（遮挡 {len(self.areas)} 处）"
