"""The activity whose material is filed together: named once, and every part takes it from here."""

from django.db import models

from wenming.organisation.models import OrganisationOwned, Unit, Versioned


class Disclosure(models.TextChoices):
    INTERNAL = "internal", "内部"
    PROACTIVE = "proactive", "可公开"
    WITHHELD = "withheld", "限本单位和办公室"


class EventPack(OrganisationOwned, Versioned):
    """All the material of one activity. Its parts are evidence, each with its ``pack_part``."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="报送单位")
    title = models.CharField("活动", max_length=120)
    event_on = models.DateField("活动日期")
    place = models.CharField("地点", max_length=120, blank=True)
    people = models.CharField("人物", max_length=200, blank=True)
    caption = models.CharField("说明", max_length=1000, blank=True)
    disclosure = models.CharField("公开范围", max_length=10, choices=Disclosure, default=Disclosure.INTERNAL)
    made_at = models.DateTimeField("建包时间")
    made_by = models.CharField("建包人", max_length=60)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-event_on", "-id"], name="event_pack_list")]

    def __str__(self) -> str:
        return self.title
