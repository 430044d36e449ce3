from tests.factories.filestore import picture

from .act import Act

ONE = "/ledger/{evidence_id}/"
PACKS = "/ledger/packs/"
BATCH = "/ledger/batches/{batch_id}/"
PICTURE = ("示范.jpg", picture(colour="#345678"))
ACTS = [
    Act("evidence:upload", "office", "/ledger/upload/",
        {"title": "示范活动照片", "late_reason": "示范补传", "place": "会议室", "people": "全体", "caption": "示范"},
        files={"files": PICTURE}),
    Act("evidence:link", "office", "/ledger/link/",
        {"address": "https://news.example.cn/1.html", "title": "示范见报", "medium": "示范日报",
         "published_on": "{today}", "late_reason": "示范补录"}, files={"files": PICTURE}),
    Act("evidence:add_snapshot", "office", "/ledger/link/{link_id}/snapshot/", files={"files": PICTURE}),
    Act("evidence:offer", "member", "/ledger/offer/",
        {"title": "示范活动照片", "place": "会议室", "people": "全体", "caption": "示范"}, files={"files": PICTURE}),
    Act("evidence:receive_file", "lead", "/ledger/upload/", action="/ledger/upload/file/", files={"file": PICTURE},
        table="filestore_storedfile", script=True, repeatable=True),
    Act("evidence:add_files", "office", ONE + "add-files/", {"reason": "补一张"}, files={"files": PICTURE}),
    Act("evidence:change", "office", ONE, {"title": "改过的题目"}),
    Act("evidence:answer_warning", "office", ONE, {"reason": "公开的办公电话"}),
    Act("evidence:withdraw", "office", ONE, {"reason": "传错了"}),
    Act("evidence:prepare", "expert", "/ledger/{shown}/", table="jobs_job"),
    Act("evidence:cover", "office", "/ledger/{seen}/files/{plain}/cover/",
        {"left": "10", "top": "10", "width": "30", "height": "30"}),
    Act("evidence:uncover", "office", "/ledger/{seen}/files/{covered}/cover/", {"reason": "本人同意公开"}),
    Act("evidence:original", "office", "/ledger/{seen}/?file={covered}", {"reason": "上级核实"}, only_recorded=True),
    Act("evidence:cite", "office", ONE + "cite/", {"serves": "task:{another_task}"}),
    Act("evidence:answer_doubt", "office", ONE, {"answer": "checked", "reason": "示范核对"}),
    Act("evidence:review", "office", ONE, {"act": "pass"}),
    Act("evidence:hand_in", "office", "/ledger/{returned}/"),
    Act("evidence:drop", "office", "/ledger/{proposed}/"),
    Act("evidence:uncite", "office", ONE),
    Act("evidence:new_pack", "office", PACKS + "new/",
        {"title": "示范活动", "place": "会议室", "people": "全体", "caption": "示范"},
        files={"files-photographs": PICTURE}),
    Act("evidence:fill_pack", "office", PACKS + "{pack_id}/", {"late_reason": "示范补传"},
        files={"files-photographs": PICTURE}),
    Act("evidence:change_pack", "office", PACKS + "{pack_id}/", {"place": "礼堂"}),
    Act("evidence:put_in_pack", "office", PACKS + "{pack_id}/", {"evidence": "{evidence_id}", "part": "news"}),
    Act("evidence:cite_pack", "office", PACKS + "{pack_id}/cite/", {"serves": "task:{another_task}"}),
    Act("evidence:take_out_of_pack", "office", PACKS + "{pack_id}/"),
    Act("evidence:phone_send", "office", "/ledger/phone/", {
        "receipts": "{receipt}", "once": "示范手机", "title": "示范手机报送", "unit": "{lead}", "event_on": "{today}",
        "disclosure": "internal"}, action="/ledger/phone/send/", script=True),
    Act("evidence:batches", "office", "/ledger/batches/", {"grouping": "name"}),
    Act("evidence:batch_join", "office", BATCH, {"receipts": "{receipt}", "paths": "讲座/签到表.pdf"},
        action=BATCH + "files/", script=True),
    Act("evidence:batch_rows", "office", BATCH, {"act": "fill", "whole": "on", "all-place": "礼堂"}),
    Act("evidence:batch_write_table", "office", BATCH, {"sheet": "{sheet}", "once": "示范表格"},
        action=BATCH + "table/write/", script=True),
    Act("evidence:batch_regroup", "office", BATCH, {"grouping": "each"}),
    Act("evidence:batch_discard", "office", BATCH),
    Act("dossier:download", "office", "/dossier/"),
]
