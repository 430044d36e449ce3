"""What is due to leave: planned by the clock, confirmed by a person, carried out by a job, reported here."""

from django.db import models

from wenming.organisation.models import OrganisationOwned


class RetentionPlan(OrganisationOwned):
    class State(models.TextChoices):
        PLANNED = "planned", "等待确认"
        CONFIRMED = "confirmed", "清理中"
        DONE = "done", "已清理"

    model = models.CharField("数据表", max_length=80)
    before = models.DateField("早于", help_text="保存期从这一天以前开始的到期")
    rows = models.PositiveIntegerField("到期行数")
    planned_at = models.DateTimeField("列出时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED)
    confirmed_by = models.CharField("确认人", max_length=60, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True)
    job_id = models.BigIntegerField("后台任务", null=True)
    left = models.PositiveIntegerField("已清理行数", default=0)
    failed = models.PositiveIntegerField("未能清理的行数", default=0)
    done_at = models.DateTimeField("办完时间", null=True)

    class Meta:
        verbose_name = "到期清理"
        indexes = [models.Index(fields=["organisation", "-id"], name="retention_list")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "model"], condition=~models.Q(state="done"),
                                    name="retention_plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.before:%Y-%m-%d} 以前的 {self.rows} 行（{self.model}）"
