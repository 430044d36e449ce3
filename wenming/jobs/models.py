"""A job is a row in our own database: what to do later, how far it came, which rows failed."""

from django.db import models


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        FAILED = "failed", "未完成"

    organisation_id = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=120, blank=True, help_text="两份同样的活只留一份；完成后清空")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    run_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0, help_text="已处理到第几项；被打断后从这里接着做")
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    asked_by_id = models.BigIntegerField(null=True, blank=True)
    asked_by_label = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_at", "id"], condition=models.Q(state__in=["waiting", "running"]), name="job_queue"
            ),
            models.Index(fields=["organisation_id", "-id"], name="job_list"),
            models.Index(fields=["organisation_id", "asked_by_id", "-id"], name="job_list_own"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "kind", "unique_key"], condition=~models.Q(unique_key=""), name="job_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED}


class RowError(models.Model):
    """One row of a job that could not be done, with the reason a person can act on."""

    organisation_id = models.BigIntegerField(db_index=True)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="row_errors")
    row = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "row"], name="row_error_once")]

    def __str__(self) -> str:
        return f"第 {self.row} 项：{self.message}"


class SignOfLife(models.Model):
    """When something of this installation was last well: a worker, the backup. Never part of a backup itself."""

    name = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
