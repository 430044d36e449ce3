import json

import pytest

from tests.domain.plan.texts import PLAN, read
from wenming.domain.plan.draft import PlanDraft, from_json, to_json
from wenming.domain.plan.label import as_label


def test_the_json_form_survives_a_json_column() -> None:
    draft = read(PLAN)
    assert from_json(json.loads(json.dumps(to_json(draft), ensure_ascii=False))) == draft


def test_a_field_added_later_may_be_missing() -> None:
    data = to_json(PlanDraft(title="方案"))
    del data["honour"]
    assert from_json(data) == PlanDraft(title="方案")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"title": 3}, "draft.title"),
        ({"tasks": "x"}, "draft.tasks"),
        ({"tasks": [{"key": "t1"}]}, r"draft.tasks\[0\]"),
        ({"surprise": 1}, "surprise"),
        ({"title_spans": [{"line": "1", "start": 0, "end": 1}]}, r"title_spans\[0\].line"),
    ],
)
def test_wrong_data_is_refused_by_name(change: dict[str, object], where: str) -> None:
    with pytest.raises(ValueError, match=where):
        from_json({**to_json(PlanDraft()), **change})


def test_the_label_form() -> None:
    label = as_label(read(PLAN))
    assert list(label) == ["title", "issuer", "date", "leading_group", "tasks", "phases"]
    assert label["tasks"][1] == {
        "number": "2、", "title": "开展普法教育", "category": "抓好思想道德建设", "lead_units": ["法规处", "办公室"],
        "responsible_units": ["相关处室、单位"], "responsible_people": [], "due": None,
        "targets": [{"text": "普及率≥95%", "op": ">=", "value": 95, "unit": "%"}],
    }  # fmt: skip
    assert label["phases"][0] == {"name": "筹备发动阶段", "start": "2019-11", "end": "2019-11"}
