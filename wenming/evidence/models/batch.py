"""Many files on their way to becoming evidence: kept on the server from the moment each is received."""

from django.db import models
from django.db.models import Q

from wenming.domain.files.names import clean_name
from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned, Unit, Versioned

from .evidence import Evidence


class Batch(OrganisationOwned, Versioned):
    """Files received together, sorted into rows; each row becomes one piece of evidence."""

    class State(models.TextChoices):
        OPEN = "open", "整理中"
        UNPACKING = "unpacking", "正在展开压缩包"
        FILING = "filing", "正在归集"
        FILED = "filed", "已归集"
        DISCARDED = "discarded", "已放弃"

    class Grouping(models.TextChoices):
        FOLDER = "folder", "一个文件夹一件"
        DAY = "day", "同一天拍的一件"
        NAME = "name", "文件名相同（只差序号）的一件"
        EACH = "each", "一个文件一件"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="报送单位")
    grouping = models.CharField("怎样分件", max_length=8, choices=Grouping, default=Grouping.FOLDER)
    state = models.CharField("进度", max_length=10, choices=State, default=State.OPEN)
    late_reason = models.CharField("补录原因", max_length=200, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    made_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_by_id", "-id"], name="batch_list")]

    def __str__(self) -> str:
        return f"{self.unit} 第 {self.pk} 批"


class BatchRow(OrganisationOwned):
    """One piece of evidence to be; ``key`` is what its files have in common, ``serves`` as forms send it (task:1)."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=600)
    title = models.CharField("题名", max_length=120, blank=True)
    event_on = models.DateField("活动日期", null=True, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    people = models.CharField("人物", max_length=200, blank=True)
    caption = models.CharField("说明", max_length=1000, blank=True)
    serves = models.CharField("用在", max_length=30, blank=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(
            fields=["batch", "key"], condition=Q(evidence=None), name="batch_row_once"
        )]

    def __str__(self) -> str:
        return self.title or self.key


class BatchFile(OrganisationOwned):
    """A file that was received; ``path`` with the folders it came in."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    row = models.ForeignKey(BatchRow, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500)
    taken_on = models.DateField("拍摄日期", null=True, blank=True)

    class Meta:
        ordering = ["path", "pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "path", "stored"], name="batch_file_once")]

    def __str__(self) -> str:
        return self.path

    @property
    def name(self) -> str:
        """Without the folders."""
        return self.path.rpartition("/")[2]

    @property
    def shown_name(self) -> str:
        return clean_name(self.name)


class BatchArchive(OrganisationOwned):
    """A zip of which a job makes files of the batch; ``stored`` until that is done, ``joined`` how many it brought."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="archives")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=500)
    joined = models.PositiveIntegerField(default=0)
    job_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.path.rpartition("/")[2]
