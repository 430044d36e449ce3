from .act import Act

PERSON, GROUP, HERE = "/organisation/people/{person_id}/", "/organisation/group/", "system_admin"
UNIT, ROSTER = "/organisation/units/{lead}/", "/organisation/rosters/{good}/"
CSV = "姓名,工号,单位\n示范壬,17,离退处".encode()
ACTS = [
    Act("organisation:units", HERE, "/organisation/units/", {"name": "信息中心"}),
    Act("organisation:unit", HERE, UNIT, {"name": "直属机关党委"}),
    Act("organisation:add_alias", HERE, UNIT, {"name": "党委"}),
    Act("organisation:remove_alias", HERE, UNIT),
    Act("organisation:close_unit", HERE, "/organisation/units/{third}/", {"valid_until": "2099-01-01"}),
    Act("organisation:reopen_unit", HERE, "/organisation/units/{closed_unit}/"),
    Act("organisation:people", HERE, "/organisation/people/", {"name": "示范癸", "since": "2026-01-05"}),
    Act("organisation:person", HERE, PERSON, {"name": "示范改"}),
    Act("organisation:change_status", HERE, PERSON, {"status": "retired", "since": "2026-02-01"}),
    Act("organisation:correct_status", HERE, PERSON, {"status": "retired", "since": "2020-01-01"}),
    Act("organisation:appoint", HERE, PERSON, {"title": "干事", "valid_from": "2026-02-01"}),
    Act("organisation:end_post", HERE, "/organisation/people/{holder}/", {"valid_until": "2026-06-01"}),
    Act("organisation:headcounts", HERE, "/organisation/headcounts/",
        {"population": "全体干部职工", "as_of": "2026-02-01", "count": "300", "source": "示范名册"}),
    Act("organisation:group", "stranger", GROUP, {"name": "创建工作领导小组"}),
    Act("organisation:add_member", HERE, GROUP, {"name": "示范癸"}),
    Act("organisation:release_member", HERE, GROUP, {"valid_until": "2026-06-01"}),
    Act("organisation:rosters", HERE, "/organisation/rosters/", files={"content": ("新名册.csv", CSV)}),
    Act("organisation:roster_columns", HERE, "/organisation/rosters/{vague}/columns/",
        {"column_0": "name", "column_1": "unit"}),
    Act("organisation:roster_units", HERE, "/organisation/rosters/{bad}/", {"unit_0": "{third}"}),
    Act("organisation:roster_again", HERE, ROSTER),
    Act("organisation:roster_confirm", HERE, ROSTER),
    Act("organisation:roster_discard", HERE, ROSTER),
]
