"""The yearly check of who still needs an account."""

from django.db import models

from wenming.organisation.models import OrganisationOwned

from .users import User


class AccountReview(OrganisationOwned):
    """It is over when every line is decided; a body has one at a time."""

    opened_at = models.DateTimeField("开始时间")
    opened_by = models.CharField("发起人", max_length=60)
    closed_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "年度账号核对"
        indexes = [models.Index(fields=["organisation", "-id"], name="account_review_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(closed_at=None), name="account_review_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opened_at.year} 年度账号核对"


class AccountReviewLine(OrganisationOwned):
    """An account as it stood when the review was opened, and what was decided. Of sign-ins it says only whether there
    was one within a year."""

    class Decision(models.TextChoices):
        KEPT = "kept", "继续使用"
        CLOSED = "closed", "停用"

    review = models.ForeignKey(AccountReview, on_delete=models.CASCADE, related_name="lines")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    roles = models.CharField("角色", max_length=500, blank=True)
    unused = models.BooleanField("一年内未登录")
    decision = models.CharField("核对结果", max_length=8, choices=Decision, blank=True)
    decided_at = models.DateTimeField("核对时间", null=True, blank=True)
    decided_by = models.CharField("核对人", max_length=60, blank=True)

    class Meta:
        verbose_name = "账号核对行"
        constraints = [models.UniqueConstraint(fields=["organisation", "review", "user"], name="review_line_once")]

    def __str__(self) -> str:
        return str(self.user)
