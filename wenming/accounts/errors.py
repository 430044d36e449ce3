"""What this room refuses."""

from datetime import datetime

from django.utils import timezone

from wenming.domain.errors import InputRefused


class SignInRefused(InputRefused):
    """No sign-in. The sentence never tells which part was wrong, or whether there is such an account."""


class NameLocked(SignInRefused):
    """Said of a sign-in name that exists and of one that does not, in the same words."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"这个登录名连续登录失败，已锁定到 {timezone.localtime(until):%H:%M}，到时再试。"
            "着急的话，请系统管理员解除锁定。"
        )


class AddressLocked(SignInRefused):
    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"从您这台电脑所在的网络，有多个登录名连续登录失败，已锁定到 {timezone.localtime(until):%H:%M}。"
            "到时再试；着急的话，请系统管理员解除锁定。"
        )
