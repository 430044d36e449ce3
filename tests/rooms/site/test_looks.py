"""The doctor on a machine where nothing is set up yet: the first command of the README must not break."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_doctor_speaks_before_there_is_a_database(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment = {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "WENMING_DATA": str(tmp_path)}
    said = subprocess.run([sys.executable, "-m", "wenming", "doctor"], cwd=ROOT, env=environment, capture_output=True,
                          text=True, check=False)
    assert "Traceback" not in said.stderr
    assert said.returncode == 0, said.stdout + said.stderr
    assert "三员分设" in said.stdout
    assert "wenming migrate" in said.stdout
