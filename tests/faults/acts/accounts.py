from tests.cast import PASSWORD

from .act import Act

MEMBER, SIGN_INS, REVIEW = "/accounts/{member}/", "/accounts/sign-ins/", "/accounts/reviews/{review_id}/"
WRITING = "/plan/duties/{written}/plan/"
NEW = "Wenming-kaishi-2031!"
ACTS = [
    Act("accounts:open", "system_admin", "/accounts/open/", {"name": "示范甲", "username": "killed.one"}),
    Act("accounts:close", "system_admin", MEMBER),
    Act("accounts:reopen", "system_admin", "/accounts/{closed}/"),
    Act("accounts:last_day", "system_admin", MEMBER, {"valid_until": "2099-01-01"}),
    Act("accounts:reset_password", "system_admin", MEMBER),
    Act("accounts:reset_second_factor", "security_admin", "/accounts/{bound}/", {"reason": "本人手机丢失"}),
    Act("accounts:unlock", "system_admin", "/accounts/{locked}/"),
    Act("accounts:unlock_address", "system_admin", SIGN_INS),
    Act("accounts:end_sign_in", "system_admin", SIGN_INS, action="/accounts/sign-ins/{sign_in_id}/end/"),
    Act("accounts:grant", "security_admin", MEMBER, {"role": "expert", "unit": ""}),
    Act("accounts:withdraw", "security_admin", MEMBER),
    Act("accounts:open_review", "other_security", "/accounts/reviews/"),
    Act("accounts:confirm_review", "security_admin", REVIEW, {"lines": "{line_id}"}),
    Act("accounts:close_line", "security_admin", REVIEW),
    Act("accounts:change_password", "expert", "/accounts/password/",
        {"old_password": PASSWORD, "new_password": NEW, "again": NEW}),
    Act("accounts:second_factor", "unbound", "/accounts/second-factor/", {"begin": "1"},
        table="accounts_secondfactor"),
    Act("accounts:second_factor", "binding", "/accounts/second-factor/", {"code": "{code}"}),
    Act("accounts:drafts", "office", WRITING, {"draft": "{mark}", "fields": '[["m-0-title","写到一半"]]'},
        action="/accounts/drafts/", table="accounts_draft", script=True, repeatable=True),
    Act("accounts:discard_draft", "lead", WRITING, {"draft": "{mark}"}, action="/accounts/drafts/discard/",
        table="accounts_draft", script=True),
]
