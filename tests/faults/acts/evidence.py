from tests.factories.filestore import picture

from .act import Act

ONE = "/ledger/{evidence_id}/"
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
    Act("dossier:download", "office", "/dossier/"),
]
