"""Every event has a sentence a person can read, and one home."""

import importlib
import re
from pathlib import Path

import pytest

from wenming.audit.registry import kinds

WENMING = Path(__file__).resolve().parents[2] / "wenming"
for _path in WENMING.glob("*/events.py"):
    importlib.import_module(f"wenming.{_path.parent.name}.events")


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_every_event_has_a_chinese_sentence(kind):
    assert re.search(r"[\u4e00-\u9fff]", kind.sentence)


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_an_event_is_declared_in_the_room_its_code_names(kind):
    room = kind.code.split(".")[0]
    assert f'"{kind.code}"' in (WENMING / room / "events.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_every_declared_event_is_recorded_by_some_action(kind):
    room, what = kind.code.split(".")
    sources = [path for path in (WENMING / room).rglob("*.py") if path.name != "events.py"]
    assert any(re.search(rf"\bevents\.{what}\b", path.read_text(encoding="utf-8")) for path in sources), kind.code
