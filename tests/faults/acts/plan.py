from pathlib import Path

from .act import Act

DUTIES, PROPOSAL = "/plan/duties/", "/plan/documents/{proposal}/correct/"
FROZEN, ITEM = "/plan/documents/{frozen}/", "/plan/work-items/{item_id}/"
COMPARE, APPROVAL = "/plan/documents/{revised}/compare/", {"approved_by": "厅党组会议", "approved_on": "{today}"}
PLAN = Path(__file__).parents[3] / "wenming/demo/texts/plan.txt"
ROWS = {"m-0-title": "讲座", "m-0-due_on": "{today}"}
ACTS = [
    Act("plan:import", "office", "/plan/documents/new/", files={"file": ("示范方案.txt", PLAN.read_bytes())}),
    Act("plan:correct", "office", PROPOSAL + "?tab=document", {"act": "document", "title": "改过的方案"}),
    Act("plan:undo", "office", PROPOSAL),
    Act("plan:redo", "office", "/plan/documents/{undone}/correct/"),
    Act("plan:discard", "office", PROPOSAL + "?tab=tasks"),
    Act("plan:freeze", "stranger", "/plan/documents/{ready}/freeze/", APPROVAL),
    Act("plan:revise", "office", FROZEN + "revise/", files={"file": ("示范方案.txt", PLAN.read_bytes())}),
    Act("plan:compare", "reviser", COMPARE, {"continues-t2": ""}),
    Act("plan:accept", "reviser", COMPARE, APPROVAL),
    Act("plan:plan_docx", "office", FROZEN, only_recorded=True),
    Act("plan:breakdown_xlsx", "office", FROZEN, only_recorded=True),
    Act("plan:receive_duties", "lead", DUTIES),
    Act("plan:acceptance", "office", "/plan/duties/{written}/acceptance/", {"acceptance_note": "讲座 2 场"}),
    Act("plan:acceptance_of_all", "office", "/plan/tasks/{task_id}/acceptance/", {"acceptance_note": "讲座 2 场"}),
    Act("plan:resolve_assignment", "office", "/plan/assignments/{assignment_id}/", {"units": "{third}"}),
    Act("plan:concrete_plan", "lead", "/plan/duties/{written}/plan/", ROWS),
    Act("plan:concrete_plan", "lead", "/plan/duties/{written}/plan/", {**ROWS, "submit": "1"}),
    Act("plan:submit_plan", "lead", "/plan/duties/{written}/"),
    Act("plan:accept_plan", "office", "/plan/duties/{submitted}/"),
    Act("plan:return_plan", "office", "/plan/duties/{submitted}/", {"reason": "请写明每月的安排。"}),
    Act("plan:complete_milestone", "lead", "/plan/duties/{accepted}/"),
    Act("plan:reopen_milestone", "office", "/plan/duties/{accepted}/", {"reason": "材料不全"}),
    Act("plan:change_phase", "office", "/plan/phases/{phase_id}/", {"ends_on": "2099-01-01"}),
    Act("plan:add_slot", "office", "/plan/tasks/{task_id}/slots/add/", {"title": "示范材料", "source_line": "示范"}),
    Act("plan:change_slot", "office", "/plan/slots/{slot_id}/", {"title": "改过的材料"}),
    Act("plan:remove_slot", "office", "/plan/slots/{slot_id}/"),
    Act("plan:split", "office", "/plan/tasks/{task_id}/split/"),
    Act("plan:work_item", "office", ITEM, {"text": "改过的内容"}),
    Act("plan:remove_work_item", "office", ITEM),
    Act("plan:close_work_item", "office", ITEM, {"reason": "并入年度培训"}),
    Act("plan:reopen_work_item", "office", "/plan/work-items/{closed_item}/", {"reason": "仍单独办"}),
    Act("plan:target", "office", "/plan/targets/{target_id}/", {"numerator": "95", "denominator": "100"}),
    Act("plan:confirm_aim", "office", "/plan/aims/", {"tasks": "{task_id}"}),
]
