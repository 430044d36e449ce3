"""A web page filed as evidence, and each visit of the product to it."""

from django.db import models

from wenming.domain.links.rot import LinkState
from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned

from .evidence import Evidence


class Link(OrganisationOwned):
    """The snapshots are files of the evidence: they stay the proof whatever becomes of the page.

    ``failures`` are those in a row; ``next_check_at`` None is a link nobody looks after. ``visiting_until`` is set
    while a visit is under way (the one asked for at ``visiting_for``), so that a site never gets two at once.
    """

    class State(models.TextChoices):
        UNKNOWN = LinkState.UNKNOWN.value, "未复查"
        GOOD = LinkState.GOOD.value, "链接有效"
        LOST = LinkState.LOST.value, "链接已失效"
        CHANGED = LinkState.CHANGED.value, "内容有变"

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="link")
    url = models.CharField("网址", max_length=1000)
    host = models.CharField(max_length=253, db_index=True)  # a site is one, whichever organisations look at it
    medium = models.CharField("媒体或网站", max_length=80)
    published_on = models.DateField("发布日期")
    state = models.CharField(max_length=8, choices=State, default=State.UNKNOWN)
    state_since = models.DateField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    next_check_at = models.DateTimeField(null=True, blank=True)
    visiting_until = models.DateTimeField(null=True, blank=True)
    visiting_for = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state"], name="link_of_state"),
            models.Index(fields=["organisation", "next_check_at"], name="link_due"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_bad(self) -> bool:
        return self.state in {self.State.LOST, self.State.CHANGED}


class LinkVisit(OrganisationOwned):
    """What was found when. ``asked_at`` names the visit: asked for once, it is written once.

    ``stored`` is the snapshot a visit has kept; ``digest`` and ``size`` are of the bytes that came.
    """

    class Purpose(models.TextChoices):
        KEEP = "keep", "留存快照"
        CHECK = "check", "复查"

    class Outcome(models.TextChoices):
        OPENED = "opened", "打开了"
        FAILED = "failed", "打不开"
        REFUSED = "refused", "没有去取"

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="visits")
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=6, choices=Purpose)
    outcome = models.CharField(max_length=8, choices=Outcome)
    at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    final_url = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["link", "asked_at"], name="link_visit_once")]

    def __str__(self) -> str:
        return f"{self.link} {self.get_outcome_display()}"
