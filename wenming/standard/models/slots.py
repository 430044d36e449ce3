"""What material is demanded, by a line of a plan or of a standard."""

from django.db import models
from django.db.models import F, Q

from wenming.organisation.models import OrganisationOwned


class MaterialSlot(OrganisationOwned):
    """One demand: what, how many, how long, from when to when, with which captions, and which line demands it."""

    class Kind(models.TextChoices):
        ANY = "any", "不限"
        DOCUMENT = "document", "文件"
        PICTURE = "picture", "图片"
        VIDEO = "video", "音视频"
        TABLE = "table", "表格、名册"
        LINK = "link", "网页链接"

    title = models.CharField("要什么", max_length=120)
    kind = models.CharField("种类", max_length=10, choices=Kind, default=Kind.ANY)
    minimum = models.PositiveSmallIntegerField("至少", default=1)
    maximum = models.PositiveSmallIntegerField("至多", null=True, blank=True)
    characters = models.PositiveIntegerField("字数上限", null=True, blank=True)
    window_from = models.DateField("时间窗自", null=True, blank=True)
    window_until = models.DateField("时间窗至", null=True, blank=True)
    captions = models.JSONField("说明要素", default=list, help_text="time、place、people、topic 中要求的几项")
    group = models.CharField("共用组", max_length=60, blank=True)
    source_line = models.CharField("依据", max_length=300, help_text="方案或测评体系的哪一句要求")
    added_by_unit = models.BooleanField("单位自加", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minimum__gte=1), name="slot_demands_something"),
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(maximum__gte=F("minimum")), name="slot_count_in_order"
            ),
            models.CheckConstraint(
                condition=Q(window_from=None) | Q(window_until=None) | Q(window_until__gte=F("window_from")),
                name="slot_window_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title
