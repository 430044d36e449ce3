"""Settings that would make signing in weaker than the rules say: told by every command, the trial only before going
live (``check --deploy``)."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

from wenming.shell.origin import is_address

SHORTEST, LONGEST = 15 * 60, 30 * 60


@register(Tags.security)
def sessions_are_kept_short(**_: Any) -> list[CheckMessage]:
    """GB/T 22239: out after 15 to 30 idle minutes; sessions where an administrator can end them."""
    found: list[CheckMessage] = []
    if not SHORTEST <= settings.SESSION_COOKIE_AGE <= LONGEST:
        found.append(Error(
            f"不操作 {settings.SESSION_COOKIE_AGE // 60} 分钟才退出登录，应在 15 至 30 分钟之间。",
            hint="改 WENMING_IDLE_MINUTES。", id="accounts.E001",
        ))
    if settings.SESSION_ENGINE != "wenming.accounts.backends":
        found.append(Error("登录会话不在数据库里，管理员无法结束。", id="accounts.E002"))
    return found


@register(Tags.security)
def proxies_are_addresses(**_: Any) -> list[CheckMessage]:
    wrong = [one for one in sorted(settings.TRUSTED_PROXIES) if not is_address(one)]
    return [Error(f"WENMING_PROXIES 里的“{one}”不是 IP 地址。", id="accounts.E003") for one in wrong]


@register(Tags.security, deploy=True)
def the_installation_is_for_real(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.TRIAL:
        found.append(Caution(
            "处于试用：管理员不必绑定动态口令，密码不必定期更换。", hint="另用一个数据目录，或设 WENMING_TRIAL=0。",
            id="accounts.W001",
        ))
    if settings.SECURE_SSL_REDIRECT and not settings.TRUSTED_PROXIES:
        found.append(Caution(
            "经反向代理访问而没有写明代理的地址：日志里所有人都是同一个地址，锁定会连累所有人。",
            hint="设 WENMING_PROXIES。", id="accounts.W002",
        ))
    return found
