"""Old .doc, .wps and .rtf through LibreOffice; what is refused is refused without it."""

import random
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tools.plan_mutants import mutated_bytes
from wenming.domain.errors import InputRefused
from wenming.filestore.intake import office
from wenming.filestore.intake.lines import document
from wenming.filestore.intake.lines import office as words
from wenming.filestore.intake.lines.document import read_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = OLE + "WordDocument".encode("utf-16-le") + b"\0" * 3000
TABLE = rb"\trowd\cellx2000\cellx6000\intbl 1\cell \u23459?\u20256?\cell\row}"
RTF = rb"{\rtf1\ansi\ansicpg936 \u26041?\u26696?\par \u20219?\u21153?}"

installed = pytest.mark.skipif(
    office.office_program() is None, reason="LibreOffice is not installed: no .doc was read"
)


def old_word(folder: Path, rtf: bytes) -> bytes:
    """The document as LibreOffice writes old Word files."""
    source = folder / "plan.rtf"
    source.write_bytes(rtf)
    program = office.office_program()
    assert program is not None
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}", "--convert-to", "doc",
         "--outdir", folder, source], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "plan.doc").read_bytes()


def refusal(data: bytes, name: str = "plan.doc") -> str:
    with pytest.raises(InputRefused) as refused:
        read_document(data, name)
    return refused.value.sentence


@installed
def test_an_old_word_file_gives_the_lines_of_its_docx(tmp_path: Path) -> None:
    lines = read_document(old_word(tmp_path, RTF[:-1] + rb"\par" + TABLE), "plan.wps")
    found = [line.cells or line.text for line in lines if line.text.strip()]
    assert found == ["方案", "任务", ("1", "宣传")]


@installed
def test_rtf_under_the_name_of_a_doc() -> None:
    assert [line.text for line in read_document(RTF, "plan.doc") if line.text] == ["方案", "任务"]


@installed
def test_a_damaged_old_file_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert "打不开" in refusal(DOC)
    assert list(tmp_path.iterdir()) == []


@installed
def test_pictures_elsewhere_are_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither with a network of its own nor, where the system gives none, by its settings alone."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png".encode()
        linked = RTF[:-1] + rb"{\field{\*\fldinst INCLUDEPICTURE " + address + rb" \\d}{\fldrslt x}}}"
        monkeypatch.setattr(office, "_without_network", list)
        assert read_document(linked, "plan.rtf")
        with pytest.raises(TimeoutError):
            server.accept()


def test_without_libreoffice_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert "没有安装 LibreOffice" in refusal(RTF)
    assert "打不开" in refusal(DOC)


@installed
def test_an_old_word_file_is_read_without_libreoffice_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = old_word(tmp_path, RTF[:-1] + rb"\par" + TABLE)
    monkeypatch.setattr(document, "office_program", lambda: None)
    assert [line.cells or line.text for line in read_document(data, "plan.doc") if line.text.strip()] == [
        "方案", "任务", ("1", "宣传"),
    ]  # fmt: skip
    chance = random.Random(1)
    for _ in range(300):
        with suppress(InputRefused):
            read_document(mutated_bytes(data, chance), "plan.doc")


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell to stand in for the office program")
def test_an_office_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o700)
    monkeypatch.setattr(words, "office_program", lambda: str(slow))
    monkeypatch.setattr(office, "SECONDS", 1)
    assert "打不开" in refusal(RTF)


@pytest.mark.parametrize(
    ("stream", "word"),
    [
        ("Other", "不是 Word"), ("EncryptedPackage", "密码"), ("_VBA_PROJECT", "宏"), ("Workbook", "Excel"),
        ("PowerPoint Document", "PowerPoint"),
    ],
)
def test_other_ole_files(stream: str, word: str) -> None:
    assert word in refusal(OLE + stream.encode("utf-16-le") + b"\0" * 600)
