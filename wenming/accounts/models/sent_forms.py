"""Forms already submitted."""

from django.db import models

from .users import User


class SentForm(models.Model):
    """A form that was sent, by the token it carried: the second click on a button finds the first one here."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    at = models.DateTimeField()
    location = models.CharField(max_length=500, blank=True)
    holder = models.CharField(max_length=80, blank=True, help_text="正在办的进程：主机:进程号")
    acted = models.BooleanField(default=False, help_text="所办的事已经写入，与那件事同一个事务")
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="sent_form_once")]
        indexes = [models.Index(fields=["at"], name="sent_form_age")]

    def __str__(self) -> str:
        return self.token
