from tests.factories.filestore import picture

from .act import Act

ONE = "/ledger/{evidence_id}/"
PACKS = "/ledger/packs/"
PICTURE = ("示范.jpg", picture(colour="#345678"))
ACTS = [
    Act("evidence:upload", "office", "/ledger/upload/",
        {"title": "示范活动照片", "late_reason": "示范补传", "place": "会议室", "people": "全体", "caption": "示范"},
        files={"files": PICTURE}),
    Act("evidence:receive_file", "lead", "/ledger/upload/", action="/ledger/upload/file/", files={"file": PICTURE},
        table="filestore_storedfile", script=True),
    Act("evidence:add_files", "office", ONE + "add-files/", {"reason": "补一张"}, files={"files": PICTURE}),
    Act("evidence:change", "office", ONE, {"title": "改过的题目"}),
    Act("evidence:answer_warning", "office", ONE, {"reason": "公开的办公电话"}),
    Act("evidence:withdraw", "office", ONE, {"reason": "传错了"}),
    Act("evidence:cite", "office", ONE + "cite/", {"serves": "task:{another_task}"}),
    Act("evidence:answer_doubt", "office", ONE, {"answer": "checked", "reason": "示范核对"}),
    Act("evidence:uncite", "office", ONE),
    Act("evidence:new_pack", "office", PACKS + "new/",
        {"title": "示范活动", "place": "会议室", "people": "全体", "caption": "示范"},
        files={"files-photographs": PICTURE}),
    Act("evidence:fill_pack", "office", PACKS + "{pack_id}/", {"late_reason": "示范补传"},
        files={"files-photographs": PICTURE}),
    Act("evidence:put_in_pack", "office", PACKS + "{pack_id}/", {"evidence": "{evidence_id}", "part": "news"}),
    Act("evidence:cite_pack", "office", PACKS + "{pack_id}/cite/", {"serves": "task:{another_task}"}),
    Act("evidence:take_out_of_pack", "office", PACKS + "{pack_id}/"),
    Act("dossier:download", "office", "/dossier/"),
]
