"""A person finds something wrong in what the system holds and asks for it to be put right."""

from django.db import models

from wenming.accounts.models import User
from wenming.organisation.models import OrganisationOwned
from wenming.vault.fields import EncryptedTextField


class CorrectionRequest(OrganisationOwned):
    class About(models.TextChoices):
        ACCOUNT = "account", "账号"
        ROSTER = "roster", "名册登记"
        OTHER = "other", "其他记录"

    class State(models.TextChoices):
        WAITING = "waiting", "待办理"
        ACCEPTED = "accepted", "已更正"
        REFUSED = "refused", "未更正"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    about = models.CharField("哪一类", max_length=12, choices=About)
    wanted = EncryptedTextField("哪里不对，应当是什么")
    asked_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "更正申请"
        indexes = [models.Index(fields=["organisation", "state", "-id"], name="correction_list")]

    def __str__(self) -> str:
        return f"{self.user}申请更正{self.get_about_display()}"
