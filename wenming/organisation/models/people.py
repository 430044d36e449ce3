"""The people of the body, what each was from which day on, the posts they hold, and head-counts by population."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from wenming.vault.fields import BlindIndexField, EncryptedTextField

from .bodies import Unit
from .tenancy import OrganisationOwned, OrganisationQuerySet, Versioned


class Person(OrganisationOwned, Versioned):
    """Who is in the roster. Unit, status, party membership and place in the leadership are those of now; what they
    were on another day, the person's standings say."""

    class Status(models.TextChoices):
        ON_POST = "on_post", "在岗"
        RETIRED = "retired", "离退休"
        SECONDED = "seconded", "借调在外"
        LONG_LEAVE = "long_leave", "长期休假"
        LEFT = "left", "已调离"

    name = models.CharField("姓名", max_length=60)
    staff_number = models.CharField("工号", max_length=30, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people", verbose_name="所在单位")
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.ON_POST)
    since = models.DateField("起始日期", null=True, blank=True)
    party_member = models.BooleanField("中共党员", default=False)
    id_number = EncryptedTextField("身份证号", blank=True, default="")
    id_number_index = BlindIndexField(of="id_number")
    phone = EncryptedTextField("电话", blank=True, default="")
    phone_index = BlindIndexField(of="phone")
    in_leadership = models.BooleanField("班子成员", default=False)

    class Meta:
        verbose_name = "人员"
        indexes = [
            models.Index(fields=["organisation", "unit", "id"], name="person_list"),
            models.Index(fields=["organisation", "phone_index"], name="person_phone"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "staff_number"], condition=~models.Q(staff_number=""), name="staff_number_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "id_number_index"], condition=~models.Q(id_number_index=""),
                name="person_id_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandingQuerySet(OrganisationQuerySet):
    def that_hold(self) -> Self:
        """Without those found wrong and replaced."""
        return self.filter(withdrawn_at=None)

    def on(self, day: date) -> Self:
        """What held on ``day``; both ends are included, an unknown beginning reaches back for ever."""
        return self.that_hold().filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
        )


class Standing(OrganisationOwned):
    """What a person was from a day to a day. A real change ends one and begins the next (docs/decisions/0010).

    A correction withdraws the wrong one and puts another in its place: ``withdrawn_at`` tells the two apart, and what
    was once believed stays readable.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="standings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    status = models.CharField("状态", max_length=12, choices=Person.Status)
    party_member = models.BooleanField("中共党员", default=False)
    in_leadership = models.BooleanField("班子成员", default=False)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_until = models.DateField("到", null=True, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=60, blank=True)
    source = models.ForeignKey(
        "organisation.RosterImport", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="来自哪次导入",
    )
    withdrawn_at = models.DateTimeField("更正时间", null=True, blank=True)
    withdrawn_by = models.CharField("更正人", max_length=60, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "valid_from"], name="standing_of_person"),
            models.Index(fields=["organisation", "unit", "person"], name="standing_of_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(valid_until=None, withdrawn_at=None),
                name="standing_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="standing_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.valid_from or ''}"


class Post(OrganisationOwned):
    """A post of a unit and who holds it, dated; members ex officio of a leading group are found through it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("职务", max_length=60)
    is_head = models.BooleanField("主要负责人", default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    valid_from = models.DateField("任职日期")
    valid_until = models.DateField("免职日期", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "unit", "valid_from"], name="post_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit}{self.title}"


class Headcount(OrganisationOwned):
    """How many people of a population on a date; the source says where the figure comes from."""

    as_of = models.DateField("截至")
    population = models.CharField("统计范围", max_length=80)
    count = models.PositiveIntegerField("人数")
    source = models.CharField("来源", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "population", "as_of"], name="headcount_once"),
        ]

    def __str__(self) -> str:
        return f"{self.population} {self.as_of}：{self.count} 人"
