"""What a person has besides the password: a telephone that makes codes, and codes on paper for when it is lost."""

from django.db import models

from wenming.organisation.models import OrganisationOwned
from wenming.vault.fields import EncryptedTextField

from .users import User


class SecondFactor(OrganisationOwned):
    """It counts from ``confirmed_at`` on, when a first code proved that the telephone has the secret.

    ``last_step`` is the step of the last code used: that code and earlier ones are worth nothing any more.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    secret = EncryptedTextField("密钥")
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField("绑定时间", null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "动态口令"

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """One code that signs in once instead of the telephone; only its digest is kept."""

    factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "恢复码"

    def __str__(self) -> str:
        return f"{self.factor} {'已用' if self.used_at else '未用'}"
