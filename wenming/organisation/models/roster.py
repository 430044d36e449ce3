"""A roster read in from a workbook: the file as it came, what each row would do, what became of it."""

from django.db import models

from wenming.filestore.models import StoredFile

from .people import Person
from .tenancy import OrganisationOwned


class RosterImport(OrganisationOwned):
    class State(models.TextChoices):
        UPLOADED = "uploaded", "待对列"
        CHECKING = "checking", "正在试算"
        CHECKED = "checked", "待确认"
        APPLYING = "applying", "正在导入"
        APPLIED = "applied", "已导入"
        DISCARDED = "discarded", "已放弃"

    class Nature(models.TextChoices):
        CHANGE = "change", "人员有变动"
        CORRECTION = "correction", "更正登记错误"

    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+", help_text="空：原表已销毁"
    )
    name = models.CharField("文件名", max_length=255)
    state = models.CharField("进度", max_length=12, choices=State, default=State.UPLOADED)
    as_of = models.DateField("名册截至")
    nature = models.CharField("不同之处是", max_length=12, choices=Nature, default=Nature.CHANGE)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    heads_at = models.PositiveIntegerField("表头在第几行", default=0, help_text="从 0 数起")
    columns = models.JSONField(default=dict, help_text="哪一项在第几列，从 0 数起")
    notes = models.JSONField(default=list, help_text="读表时要告诉人的话")
    counts = models.JSONField(default=dict, help_text="每种结果的行数")
    digest = models.CharField(max_length=64, blank=True, help_text="试算结果的摘要：写入的必须就是看过的")
    why_again = models.CharField("为什么重新试算", max_length=200, blank=True)
    leave_out_bad = models.BooleanField("有问题的行不导入", default=False)
    mark_absent = models.BooleanField("名单之外的登记为已调离", default=False)
    job_id = models.BigIntegerField(null=True, blank=True)
    uploaded_by_id = models.BigIntegerField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=60, blank=True)
    uploaded_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=60, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="roster_import_list")]

    def __str__(self) -> str:
        return self.name


class RosterLine(OrganisationOwned):
    """What one row of the workbook would do (or, with ``number`` 0, a person the workbook does not list).

    Identity and telephone numbers never stand here: they are read from the file again when the row is written.
    """

    class Verdict(models.TextChoices):
        NEW = "new", "新登记"
        MOVED = "moved", "换单位"
        STATUS = "status", "状态变动"
        CHANGED = "changed", "其他改动"
        SAME = "same", "没有变化"
        BAD = "bad", "有问题"
        ABSENT = "absent", "名单之外"

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="lines")
    from_end = models.PositiveIntegerField(help_text="列表中的次序，从末尾数起：列表按它从大到小翻页")
    number = models.PositiveIntegerField("行号", help_text="表格软件里的行号")
    name = models.CharField("姓名", max_length=60, blank=True)
    verdict = models.CharField("结果", max_length=8, choices=Verdict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.CharField("单位", max_length=80, blank=True)
    effective = models.DateField("自", null=True, blank=True)
    changes = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    by_name_alone = models.BooleanField("只凭姓名对上", default=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "roster", "verdict", "from_end"], name="roster_line_list")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "roster", "from_end"], name="roster_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class RosterHead(OrganisationOwned):
    """Which column a head means that only this body's workbooks use; remembered from what a clerk assigned."""

    head = models.CharField(max_length=80, help_text="压去空格括号后的表头")
    column = models.CharField(max_length=16, help_text="哪一项；ignored 为不读")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "head"], name="roster_head_once")]

    def __str__(self) -> str:
        return self.head
