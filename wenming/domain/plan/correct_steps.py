"""One step of correction kept small: what the step overwrote, enough to go back.

The draft of a plan is large and an edit touches little of it, so a step holds the former value of the tasks and of the
other fields that changed, not the whole draft.
"""

from collections.abc import Mapping
from typing import Any

from wenming.domain.codec import decode, encode
from wenming.domain.plan.draft import PlanDraft, TaskDraft, from_json, to_json

Data = dict[str, Any]


def difference(before: PlanDraft, after: PlanDraft) -> Data:
    """What leads from ``after`` back to ``before``: JSON values only, empty where the two are equal.

    ``fields`` are other fields as they were; ``tasks`` those tasks as they were; ``order`` the keys as they stood.
    """
    old, new = to_json(before), to_json(after)
    undo: Data = {}
    fields = {name: value for name, value in old.items() if name != "tasks" and value != new[name]}
    if fields:
        undo["fields"] = fields
    if before.tasks != after.tasks:
        now = {task.key: task for task in after.tasks}
        undo["tasks"] = [encode(task) for task in before.tasks if task != now.get(task.key)]
        undo["order"] = [task.key for task in before.tasks]
    return undo


def restored(after: PlanDraft, undo: Mapping[str, Any]) -> PlanDraft:
    """The draft before the step. Raises ValueError where ``undo`` does not belong to ``after``."""
    data = {**to_json(after), **undo.get("fields", {})}
    if "order" in undo:
        tasks = {task.key: task for task in after.tasks}
        for one in undo["tasks"]:
            former = decode(TaskDraft, one, "task")
            tasks[former.key] = former
        if missing := set(undo["order"]) - set(tasks):
            raise ValueError(f"tasks missing: {sorted(missing)}")
        data["tasks"] = [encode(tasks[key]) for key in undo["order"]]
    return from_json(data)


def answers_difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Data:
    """The former answers that changed; None where there was no answer."""
    return {key: before.get(key) for key in {*before, *after} if before.get(key) != after.get(key)}


def answers_restored(after: Mapping[str, Any], undo: Mapping[str, Any]) -> Data:
    return {key: value for key, value in {**after, **undo}.items() if value is not None}
