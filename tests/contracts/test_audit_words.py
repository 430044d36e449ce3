"""Whoever reads the record reads Chinese: every key an action writes into before or after has a word."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps

from wenming.audit.registry import word_for

WENMING = Path(__file__).resolve().parents[2] / "wenming"
for _path in WENMING.glob("*/events.py"):
    importlib.import_module(f"wenming.{_path.parent.name}.events")


def keys_recorded() -> set[tuple[str, str]]:
    """(room, key) of each literal key in a ``before=`` or ``after=`` of a call."""
    found = set()
    for path in WENMING.glob("*/actions*/*.py"):
        found |= {(path.relative_to(WENMING).parts[0], key) for key in _keys_of(path)}
    for path in WENMING.glob("*/actions.py"):
        found |= {(path.relative_to(WENMING).parts[0], key) for key in _keys_of(path)}
    return found


def _keys_of(path: Path) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    given = [word.value for call in calls for word in call.keywords if word.arg in {"before", "after"}]
    keys = [key for one in given if isinstance(one, ast.Dict) for key in one.keys]
    return {key.value for key in keys if isinstance(key, ast.Constant)}


def names_of_fields(room: str) -> set[str]:
    fields = [field for model in apps.get_app_config(room).get_models() for field in model._meta.local_fields]
    return {field.name for field in fields if re.search(r"[\u4e00-\u9fff]", str(field.verbose_name))}


@pytest.mark.parametrize(("room", "key"), sorted(keys_recorded()))
def test_every_key_of_before_and_after_has_a_word(room, key):
    assert word_for(room, key) != key or key in names_of_fields(room), f"{room}/events.py: words(…, {key}=…)"


def test_the_keys_are_really_looked_for():
    assert len(keys_recorded()) > 20
