"""Whether the three administrators are three people, each with a second factor."""

from django.conf import settings
from django.utils import timezone

from wenming.accounts.queries.standing import administrators_without_second_factor, in_conflict

from .look import Look, asks_the_database, ill, warn, well

SEPARATION, SECOND_FACTOR = "三员分设", "动态口令"


@asks_the_database(SEPARATION)
def separation() -> Look:
    together = in_conflict(timezone.localdate())
    if not together:
        return well(SEPARATION, "没有互相冲突的兼任")
    names = "、".join(user.username for user in together)
    return ill(SEPARATION, f"{names}兼任了互斥的角色", "请安全管理员收回其中的角色。")


@asks_the_database(SECOND_FACTOR)
def second_factor() -> Look:
    if settings.TRIAL:
        return warn(SECOND_FACTOR, "处于试用：管理员不必绑定，密码不必定期更换",
                    "正式使用请另用一个数据目录，或设 WENMING_TRIAL=0。")
    without = administrators_without_second_factor(timezone.localdate())
    if without:
        return warn(SECOND_FACTOR, "还没有绑定的管理员：" + "、".join(user.username for user in without),
                    "他们下次登录时须先绑定；不再用的账号请停用。")
    return well(SECOND_FACTOR, "管理员都已绑定")
