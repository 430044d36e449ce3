from .act import Act

EDITION, LINE = "/standard/{edition}/", "/standard/indicators/{line}/"
CSV = "编号,内容,分值\n1,有工作方案,5\n2,有工作机构,5\n".encode()
ACTS = [
    Act("standard:editions", "office", "/standard/", {"title": "示范市测评体系", "label": "1998"},
        files={"content": ("测评.csv", CSV)}),
    Act("standard:facts", "office", EDITION, {"pass_mark": "80"}),
    Act("standard:columns", "office", EDITION + "columns/", {"table-0-1": "level:0"}),
    Act("standard:decide", "office", EDITION, {"state": "kept", "note": "以正文为准"}),
    Act("standard:reopen", "office", EDITION),
    Act("standard:discard", "office", EDITION),
    Act("standard:freeze", "office", "/standard/{sure_edition}/"),
    Act("standard:indicator", "office", LINE, {"name": "改过的内容"}),
    Act("standard:add_line", "office", LINE, {"name": "加一条", "code": "1.3"}),
    Act("standard:remove_indicator", "office", LINE),
]
