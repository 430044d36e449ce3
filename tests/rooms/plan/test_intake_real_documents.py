"""The labelled documents of ``WENMING_PLANS``: the seed exactly, the others without an invented task."""

import json
import os
from pathlib import Path

import pytest

from wenming.domain.plan.draft import PlanDraft, from_json, to_json
from wenming.domain.plan.label import as_label
from wenming.domain.plan.reader import read_plan
from wenming.filestore.intake.lines.document import read_document

FOLDER = Path(os.environ.get("WENMING_PLANS") or "/nonexistent")
DOCUMENTS = sorted(
    path for kind in ("*.txt", "*.docx") for path in FOLDER.glob(kind) if path.with_suffix(".json").exists()
)
SEED = [path for path in DOCUMENTS if path.stem == "00-seed"]

pytestmark = pytest.mark.skipif(
    not DOCUMENTS, reason="WENMING_PLANS names no folder with labelled plans: nothing real was read"
)


def read(path: Path) -> PlanDraft:
    return read_plan(read_document(path.read_bytes(), path.name))


def label(path: Path) -> dict[str, object]:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SEED, ids=lambda path: path.name)
def test_the_seed_is_read_exactly(path: Path) -> None:
    gold = {key: value for key, value in label(path).items() if key != "source"}
    assert as_label(read(path)) == gold


@pytest.mark.parametrize("path", SEED, ids=lambda path: path.name)
def test_the_doubts_of_the_seed(path: Path) -> None:
    draft = read(path)
    numbers = {task.key: task.number for task in draft.tasks}
    found = [(finding.kind, numbers.get(finding.task or "")) for finding in draft.findings]
    assert found == [
        ("members_ex_officio", None),
        ("indefinite_set", "14、"),
        ("no_responsible_unit", "16、"),
        ("no_responsible_unit", "21、"),
        ("no_responsible_unit", "22、"),
        ("no_responsible_unit", "23、"),
        ("lead_is_everyone", "23、"),
        ("no_responsible_unit", "24、"),
        ("no_responsible_unit", "25、"),
        ("unfinished_sentence", None),
    ]


@pytest.mark.parametrize("path", SEED, ids=lambda path: path.name)
def test_the_rest_of_the_seed(path: Path) -> None:
    draft = read(path)
    assert (draft.honour, draft.disclosure, draft.recipients) == ("全国文明单位", "proactive", "厅机关各处室、单位")
    assert {clause.kind for clause in draft.clauses} == {"other", "preamble", "guiding_idea", "aim", "measure"}
    populations = [
        (one.numerator_population, one.denominator_population) for task in draft.tasks for one in task.targets
    ]
    assert populations == [
        ("", ""),
        ("厅志愿者工作站注册志愿者人数", "员工总人数"),
        ("党员注册志愿者人数", "党员总数"),
        ("注册志愿者参加志愿服务活动的人数", "注册志愿者总人数"),
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_task_is_invented_and_none_is_lost(path: Path) -> None:
    draft = read(path)
    gold = label(path)["tasks"]
    assert isinstance(gold, list)
    assert [task.title for task in draft.tasks] == [task["title"] for task in gold]
    assert from_json(to_json(draft)) == draft


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_span_lies_in_its_line(path: Path) -> None:
    lines = read_document(path.read_bytes(), path.name)
    draft = read_plan(lines)
    spans = [
        span for task in draft.tasks for owner in (*task.lead_units, *task.responsible_units) for span in owner.spans
    ]
    assert spans or not any(task.lead_units or task.responsible_units for task in draft.tasks)
    for task in draft.tasks:
        for owner in (*task.lead_units, *task.responsible_units):
            printed = "".join(lines[span.line - 1].text[span.start : span.end] for span in owner.spans)
            assert "".join(printed.split()) == owner.name
