"""What can happen to accounts."""

from wenming.audit.registry import kind

account_opened = kind("accounts.account_opened", "开设账号“{label}”")
account_closed = kind("accounts.account_closed", "停用账号“{label}”")
account_reopened = kind("accounts.account_reopened", "重新启用账号“{label}”")
role_granted = kind("accounts.role_granted", "授予“{label}”{after[role]}")
role_withdrawn = kind("accounts.role_withdrawn", "收回“{label}”{before[role]}")
password_changed = kind("accounts.password_changed", "“{label}”修改了密码")
password_reset = kind("accounts.password_reset", "重置了“{label}”的密码")
signed_in = kind("accounts.signed_in", "“{label}”登录")
