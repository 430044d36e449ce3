"""What can happen to accounts."""

from wenming.audit.registry import kind, words

account_opened = kind("accounts.account_opened", "开设账号“{label}”")
account_closed = kind("accounts.account_closed", "停用账号“{label}”")
account_reopened = kind("accounts.account_reopened", "重新启用账号“{label}”")
last_day_set = kind("accounts.last_day_set", "把账号“{label}”的有效期改为{after[valid_until]}")
role_granted = kind("accounts.role_granted", "授予“{label}”{after[role]}")
role_withdrawn = kind("accounts.role_withdrawn", "收回“{label}”{before[role]}")
password_changed = kind("accounts.password_changed", "“{label}”修改了密码")
password_reset = kind("accounts.password_reset", "重置了“{label}”的密码")
signed_in = kind("accounts.signed_in", "“{label}”登录")
sign_in_failed = kind("accounts.sign_in_failed", "“{label}”登录失败：{after[result]}")
name_locked = kind("accounts.name_locked", "登录名“{label}”连续登录失败，锁定到{after[until]}")
address_locked = kind("accounts.address_locked", "网络地址{after[address]}多个登录名连续登录失败，锁定到{after[until]}")
name_unlocked = kind("accounts.name_unlocked", "解除“{label}”的登录锁定")
address_unlocked = kind("accounts.address_unlocked", "解除网络地址{before[address]}的登录锁定")
second_factor_bound = kind("accounts.second_factor_bound", "“{label}”绑定了动态口令")
second_factor_reset = kind("accounts.second_factor_reset", "重置“{label}”的动态口令")
second_factor_unbound = kind("accounts.second_factor_unbound", "“{label}”解除了动态口令")
recovery_codes_renewed = kind("accounts.recovery_codes_renewed", "“{label}”换了一组恢复码")
recovery_code_used = kind("accounts.recovery_code_used", "“{label}”用恢复码代替动态口令")
review_opened = kind("accounts.review_opened", "发起{label}")
accounts_confirmed = kind("accounts.accounts_confirmed", "{label}：确认{after[accounts]}继续使用")
review_closed = kind("accounts.review_closed", "完成{label}")
session_ended = kind("accounts.session_ended", "结束“{label}”在{after[browser]}的登录")

words("accounts", accounts="账号数", count="个数", result="结果")
