"""The bench's machinery: what it tells of a measure, and that it reads a real server's cost. It judges no figure."""

import io
import json
import subprocess
import sys

import docx
import pytest

from tools.bench.files import BOUNDARY, FORM, _form, post
from tools.bench.measure import Measure, absolute, paired
from tools.bench.pages import bare_page
from tools.bench.processes import BARE, ROOT, Server
from tools.bench.reading import measure_reading, opened
from tools.bench.scoring import KINDS, edition, measure_scoring
from tools.bench.world import commented
from wenming.domain.standard.nodes import walk
from wenming.domain.standard.rules import RuleType

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the kernel's clocks of other processes")


def test_a_measure_tells_name_ours_control_ratio_and_goal():
    told = json.loads(json.dumps(Measure("list", 12.0, 0.2, 60, "ms CPU").as_json()))
    assert {name: told[name] for name in ("name", "ours", "control", "goal", "met")} == {
        "name": "list", "ours": 12.0, "control": 0.2, "goal": 60, "met": True,
    }
    assert told["ratio"] == pytest.approx(60)


def test_the_line_on_the_screen_says_whether_the_goal_is_met():
    assert Measure("a", 1, 1, 1, "s").as_line().startswith("✓")
    assert Measure("a", 2, 1, 1, "s").as_line().startswith("✗")


def test_the_measure_of_photographs_runs_to_its_end():
    sizes = ["--pictures", "10", "--rooms", "1", "--asked", "1", "--uploads", "1"]
    command = [sys.executable, "-m", "tools.photos", *sizes]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "10 pictures in the index, 6 of them drawn" in told
    assert "| recompressed, quality 40 | 1.000 |" in told
    assert "measuring and searching" in told


def test_the_middle_ratio_speaks_whatever_one_block_met():
    ours, control = iter([0, 10, 90, 12, 0]), iter([0, 1, 1, 1, 0])
    told = paired("page", lambda: next(ours), lambda: next(control), goal=20, unit="ms", blocks=3)
    assert (told.ratio, told.ours, told.control) == (12, 12, 1)


def test_a_goal_in_its_own_unit():
    assert absolute("first byte", [0.3, 0.1, 0.2], goal=0.1, unit="s").ratio == 0.2


@LINUX
def test_a_bare_server_answers_and_its_cost_is_read():
    with Server(BARE) as server:
        assert bare_page(server)() > 0
        assert post(server, "/upload/", "", _form(b"any bytes"), FORM).read().startswith(b"photo")
        assert server.memory() > 0
        assert server.first_answer_after > 0
    assert server.process.poll() is not None


def test_reading_is_measured_against_opening():
    document, target = docx.Document(), io.BytesIO()
    document.add_paragraph("一、工作目标")
    document.add_table(1, 1).cell(0, 0).text = "1．开展志愿服务。"
    document.save(target)
    assert measure_reading(target.getvalue(), blocks=1).ratio > 0
    assert opened(target.getvalue()) == ["一、工作目标", "1．开展志愿服务。"]


def test_a_commented_photo_is_another_file_and_the_same_picture():
    photo = b"\xff\xd8\xff\xe0rest"
    assert commented(photo, b"7") == b"\xff\xd8\xff\xfe\x00\x037\xff\xe0rest"
    assert _form(photo).startswith(f"--{BOUNDARY}\r\n".encode())


def test_scoring_is_measured_on_a_thousand_answered_lines_of_every_kind():
    nodes, answers = edition()
    leaves = [node for _, node in walk(nodes) if not node.children]
    assert len(leaves) == 1000
    assert {node.rule.type for node in leaves} == set(RuleType) - {RuleType.NONE} == {rule.type for rule, _ in KINDS}
    assert len(answers) == 916
    assert measure_scoring(blocks=1).ratio > 0
