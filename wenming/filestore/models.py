"""A stored file is its content: hash, size, detected type. It never knows what it is for."""

import uuid

from django.db import models


class StoredFile(models.Model):
    organisation_id = models.BigIntegerField()
    algorithm = models.CharField(max_length=12, default="sha256")
    digest = models.CharField(max_length=128)
    size = models.BigIntegerField(help_text="字节")
    media_type = models.CharField(max_length=100)
    original_name = models.CharField(max_length=255)
    key = models.CharField(max_length=200, help_text="在存储中的位置，由摘要得出")
    stored_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True, blank=True, help_text="同样的内容最近一次又交来；空：只交来过一次")
    unopenable = models.BooleanField(default=False, help_text="图片，做缩略图时打不开")
    compared_at = models.DateTimeField(null=True, help_text="图片何时与库中其他图片比过")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "algorithm", "digest"], name="stored_file_once"),
        ]
        indexes = [  # the newest pictures of the index of pictures
            models.Index(fields=["organisation_id", "id"], condition=models.Q(compared_at__isnull=False),
                         name="stored_file_compared"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class Rendition(models.Model):
    """A smaller or readable copy made from a stored file; can always be made again, so never evidence itself."""

    class Kind(models.TextChoices):
        THUMBNAIL = "thumbnail", "缩略图"
        PREVIEW = "preview", "预览图"
        PAGE = "page", "页面图"
        PDF = "pdf", "版式文件"

    organisation_id = models.BigIntegerField(db_index=True)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.PositiveIntegerField(default=0, help_text="第几页；不分页的为 0")
    key = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "kind", "number"], name="rendition_once")]

    def __str__(self) -> str:
        return self.key


class PictureSpot(models.Model):
    """One telling spot of a picture: the index in which pictures alike are found. Can always be made again."""

    organisation_id = models.BigIntegerField()
    word = models.IntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="spots")
    x = models.SmallIntegerField(help_text="千分之一边长")
    y = models.SmallIntegerField(help_text="千分之一边长")

    class Meta:
        indexes = [  # it holds all that is asked: the rows themselves are never read
            models.Index(fields=["organisation_id", "word", "file", "x", "y"], name="picture_spot_by_word"),
        ]

    def __str__(self) -> str:
        return f"{self.word:x}"


class Likeness(models.Model):
    """Two stored pictures that show the same; ``file`` came after ``other``."""

    organisation_id = models.BigIntegerField(db_index=True)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")
    is_mirrored = models.BooleanField()
    is_cropped = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "other"], name="likeness_once")]

    def __str__(self) -> str:
        return f"{self.file}：{self.other}"


class PartialUpload(models.Model):
    """A large file on its way in, piece by piece: what came lies in FILE_UPLOAD_TEMP_DIR and how far it is says its
    length there. ``stored`` is what became of it, for the answer that was lost on the way."""

    organisation_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    token = models.UUIDField(unique=True, default=uuid.uuid4)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField(help_text="字节，开始时说明的全长")
    begun_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "user_id"], name="partial_upload_own")]

    def __str__(self) -> str:
        return self.name


class PagePreview(models.Model):
    """What is known of a paper's pages since somebody first looked at it."""

    class State(models.TextChoices):
        READY = "ready", "可以翻页"
        LOCKED = "locked", "设了打开密码"
        DAMAGED = "damaged", "打不开"
        UNCONVERTED = "unconverted", "转换不了"
        NO_PROGRAM = "no_program", "没有转换程序"
        TOO_BIG = "too_big", "太大"

    organisation_id = models.BigIntegerField(db_index=True)
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="page_preview")
    state = models.CharField(max_length=12, choices=State)
    count = models.PositiveIntegerField(default=0)
    undrawn = models.JSONField(default=list, help_text="画不出来的页")

    def __str__(self) -> str:
        return f"{self.file}：{self.get_state_display()}"
