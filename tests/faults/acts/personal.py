from .act import Act

CONSENTS, LINKS, NOTICE = "/personal/consents/", "/personal/links/", "照片只用于本单位的宣传展示，可以随时撤回。"
REASON = {"reason": "verify"}
ACTS = [
    Act("personal:ask", "member", "/personal/", {"about": "roster", "wanted": "单位写错了"}),
    Act("personal:export", "member", "/personal/", only_recorded=True),
    Act("personal:agree", "member", "/personal/"),
    Act("personal:consents", "office", CONSENTS, {"purpose": "portrait", "text": NOTICE}),
    Act("personal:paper_consent", "office", CONSENTS, {"person": "{namesake}", "proof": "纸质同意书"}),
    Act("personal:withdraw", "office", CONSENTS),
    Act("personal:correction", "system_admin", "/personal/corrections/{request_id}/", {"accepted": "yes"}),
    Act("personal:link", "system_admin", LINKS, action="/personal/links/{unlinked}/{namesake}/"),
    Act("personal:link_plain", "system_admin", LINKS),
    Act("personal:unlink", "system_admin", LINKS),
    Act("personal:numbers", "office", "/personal/people/{person_id}/", {"field": "phone", **REASON},
        only_recorded=True),
    Act("personal:export_people", "office", "/personal/people/export/", REASON, only_recorded=True),
    Act("personal:look_again", "system_admin", "/personal/retention/", table="personal_retentionplan",
        repeatable=True),
    Act("personal:confirm", "system_admin", "/personal/retention/{plan_id}/"),
]
