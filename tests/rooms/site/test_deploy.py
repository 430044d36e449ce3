"""What deploy/ hands out agrees with the product, and systemd reads it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from wenming.__main__ import COMMANDS
from wenming.site.settings.environment import KNOWN

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def test_the_example_environment_names_real_settings():
    text = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?([A-Z_0-9]+)=", text, re.MULTILINE)) - {"PYTHONUTF8"}
    assert {"WENMING_DATA", "DATABASE_URL"} <= named <= set(KNOWN)


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_service_runs_a_real_command(unit):
    (command,) = re.findall(r"^ExecStart=\S+python -m wenming (\S+)", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert command in COMMANDS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_reads_the_unit(unit, tmp_path):
    """With a program that exists in place of ours, which is not installed here."""
    for one in UNITS:
        text = re.sub(r"^(ExecStart=)\S+", r"\1/bin/true", one.read_text(encoding="utf-8"), flags=re.MULTILINE)
        (tmp_path / one.name).write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", tmp_path / unit.name], capture_output=True, text=True,
                          check=False, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stderr
    assert unit.name not in done.stderr


def test_nginx_lets_the_largest_file_through():
    text = (DEPLOY / "nginx" / "wenming.conf").read_text(encoding="utf-8")
    (allowed,) = re.findall(r"client_max_body_size (\d+)m", text)
    assert int(allowed) > 200
    assert "X-Forwarded-Proto $scheme" in text
