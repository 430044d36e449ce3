"""``wenming standard read`` prints the tree as text or JSON, and a refusal without a trace."""

import json
import subprocess
import sys

import pytest

from wenming.__main__ import read_standard_file

CSV = "项目,标准,分值\n组织领导（5分）,没有机构的扣3分,3\n,有经费,2\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "测评.csv"
    path.write_text(CSV, encoding="gb18030")
    return path


def test_json(file, capsys):
    assert read_standard_file(["--format", "json", str(file)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["counts"], said["total"]["summed"], said["findings"]) == ([1, 2], 5, [])
    line = said["nodes"][0]["children"][0]
    assert (line["code"], line["max_score"], line["rule"]) == ("1.1", 3, {"type": "absence", "deduct": 3})


def test_text(file, capsys):
    assert read_standard_file([str(file)]) == 0
    said = capsys.readouterr().out
    assert "1.1 没有机构的扣3分（3分） [缺即扣分]" in said
    assert "总分：写明 未写明，合计 5" in said


def test_a_refusal_and_a_file_that_is_not_there(tmp_path, capsys):
    empty = tmp_path / "a.csv"
    empty.write_bytes(b"")
    assert read_standard_file([str(empty)]) == 1
    assert read_standard_file([str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 2


def test_the_command_needs_no_django(file):
    block = "import sys; sys.modules['django'] = None; sys.argv = ['wenming', 'standard', 'read', sys.argv[1]];"
    run = [sys.executable, "-c", block + "from wenming.__main__ import main; sys.exit(main())", str(file)]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
