"""What evidence is found by. ``actions.indexing`` alone writes these rows; both can be made again from the files."""

from django.db import models

from wenming.filestore.models import StoredFile
from wenming.organisation.models import OrganisationOwned

from .evidence import Evidence


class FileText(OrganisationOwned):
    """The text of a stored file, read once however often the content is filed."""

    class State(models.TextChoices):
        READ = "read", "已读出文字"
        CUT = "cut", "文字很长，只读了前 10 万字"
        EMPTY = "empty", "里面没有文字，可能是扫描件"
        LOCKED = "locked", "设了打开密码"
        DAMAGED = "damaged", "打不开或已损坏"
        TOO_BIG = "too_big", "文件太大"
        NO_READER = "no_reader", "服务器上没有装 LibreOffice"

    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    text = models.TextField(blank=True)
    characters = models.PositiveIntegerField("字数", default=0)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.stored} {self.get_state_display()}"

    @property
    def is_readable(self) -> bool:
        return self.state in {self.State.READ, self.State.CUT}


class SearchEntry(OrganisationOwned):
    """The words of one piece of evidence (``domain.language.words``), over which each database keeps its own index."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()

    def __str__(self) -> str:
        return str(self.evidence)
