"""What someone is writing and has not sent yet."""

from django.db import models

from wenming.organisation.models import OrganisationOwned

from .users import User


class Draft(OrganisationOwned):
    """The fields of one form as one person left them.

    ``path`` is where the form posts to: it names the form and the object at once, so two people with the same path are
    at the same thing. ``fields`` is a list of [name, value, said] in the order of the form, ``said`` being label and
    value as the page showed them (题名：宪法日宣讲); it may be missing.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    fields = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user", "path"], name="draft_once")]
        indexes = [models.Index(fields=["organisation", "path", "saved_at"], name="draft_of_form")]

    def __str__(self) -> str:
        return f"{self.user}：{self.path}"
