"""Acts of the rooms that serve all others: the record, notices, comments."""

from .act import Act

DUTY = "/plan/duties/{duty_id}/"
ACTS = [
    Act("audit:verify", "audit_admin", "/audit/chain/"),
    Act("audit:note", "audit_admin", "/audit/chain/", only_recorded=True),
    Act("audit:xlsx", "audit_admin", "/audit/", only_recorded=True),
    Act("audit:csv", "audit_admin", "/audit/", only_recorded=True),
    Act("audit:undo", "office", "/audit/removed/"),
    Act("notices:open", "office", "/notices/", table="notices_notice"),
    Act("notices:read_all", "office", "/notices/", table="notices_notice"),
    Act("notices:comment", "lead", DUTY, {"text": "照片明天补。"}),
    Act("notices:withdraw_comment", "office", DUTY, action="/notices/comments/{said}/withdraw/"),
    Act("notices:settle_comment", "office", DUTY, action="/notices/comments/{said}/settle/"),
    Act("notices:reopen_comment", "office", DUTY, action="/notices/comments/{settled}/reopen/"),
]
