"""``wenming verify-package`` speaks Chinese, needs no database, and its exit code tells a script."""

import pytest
from django.core.management import call_command

from tests.domain.dossier.pieces import pack

FILES = {"01_甲/09_001_讲座.jpg": b"picture"}


def run(path, capsys) -> tuple[int, str]:
    try:
        call_command("verify_package", str(path))
        code = 0
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_good_package_passes(tmp_path, capsys):
    path = tmp_path / "材料包.zip"
    path.write_bytes(pack(FILES))
    code, said = run(path, capsys)
    assert code == 0
    assert "核对通过：2 个文件与清单逐一相符" in said
    assert "清单指纹" in said


def test_an_altered_package_fails_and_says_where(tmp_path, capsys):
    path = tmp_path / "材料包.zip"
    path.write_bytes(pack(FILES).replace(b"picture", b"Picture"))
    code, said = run(path, capsys)
    assert code == 1
    assert "内容被改动的文件：01_甲/09_001_讲座.jpg" in said
    assert "没有通过：1 处问题" in said


@pytest.mark.parametrize("name", ["没有这个文件.zip", "."])
def test_what_cannot_be_opened_is_told(tmp_path, capsys, name):
    code, said = run(tmp_path / name, capsys)
    assert code == 1
    assert "打不开文件" in said
