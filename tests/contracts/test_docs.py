"""Docs that cannot lie: settings, commands, glossary, README."""

import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps

from wenming.__main__ import COMMANDS
from wenming.site.settings.environment import KNOWN

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", KNOWN)
def test_every_setting_is_documented(name):
    assert f"`{name}`" in (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"`wenming {name}" in (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in COMMANDS if " " not in name])
def test_every_command_exists(name):
    from django.core.management import get_commands

    assert name.replace("-", "_") in get_commands()


def glossary_rows() -> list[tuple[str, str, str]]:
    """(Chinese, identifier cell, room) of each row whose room is open and whose identifier is a class or a field."""
    opened = {config.label for config in apps.get_app_configs() if config.name.startswith("wenming.")} | {"domain"}
    rows = []
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) >= 3 and cells[2].split(".")[0] in opened and "`" in cells[1]:
            rows.append((cells[0], cells[1], cells[2]))
    return rows


@pytest.mark.parametrize(("chinese", "identifiers", "room"), glossary_rows(), ids=lambda value: str(value)[:30])
def test_glossary_terms_of_opened_rooms_are_real_identifiers(chinese, identifiers, room):
    folder = ROOT / "wenming" / Path(*room.split("."))
    folder = folder if folder.is_dir() else folder.parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    for name in re.findall(r"`([^`]+)`", identifiers):
        last = name.split(".")[-1]
        assert re.search(rf"\b{re.escape(last)}\b", text), f"{chinese}: {name} is nowhere in {room}"


def test_readme_is_short_and_its_pictures_exist():
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 120
        assert "python3 run.py demo" in text
        assert "python3 run.py test" in text
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if not target.startswith("http"):
                assert (ROOT / target).exists(), f"{name} → {target}"


def test_links_inside_docs_lead_somewhere():
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} → {target}"


def test_every_room_imports():
    for config in apps.get_app_configs():
        if config.name.startswith("wenming."):
            importlib.import_module(config.name)
