"""Docs that cannot lie: settings, commands, glossary, README."""

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


@pytest.mark.parametrize("name", KNOWN)
def test_every_setting_stands_in_the_example_environment(name):
    assert f"# {name}=" in (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"`wenming {name}" in (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")


WITHOUT_DJANGO = {"plan read", "standard read", "serve"}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in WITHOUT_DJANGO])
def test_every_command_exists(name):
    from django.core.management import get_commands

    assert name.replace("-", "_") in get_commands()


ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("wenming.")}


def glossary_rows() -> list[tuple[str, str, str]]:
    """(Chinese, identifier cell, room cell) of each row; a room in brackets opens with a later issue."""
    rows = []
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) >= 3 and "`" in cells[1]:
            rows.append((cells[0], cells[1], cells[2]))
    return rows


def identifiers_missing(identifiers: str, rooms: str) -> list[str]:
    """Names of the cell that stand neither in the code of the rooms named nor in the domain."""
    named = {part.strip(" ()").split(".")[0] for part in rooms.split("/")}
    folders = [ROOT / "wenming" / room for room in named | {"domain"}]
    text = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    names = [name.split(".")[-1] for name in re.findall(r"`([^`]+)`", identifiers)]
    return [name for name in names if not re.search(rf"\b{re.escape(name)}s?\b", text)]


OPENED = [row for row in glossary_rows() if not row[2].startswith("(")]
LATER = [row for row in glossary_rows() if row[2].startswith("(")]


@pytest.mark.parametrize(("chinese", "identifiers", "rooms"), OPENED, ids=lambda value: str(value)[:30])
def test_glossary_terms_of_opened_rooms_are_real_identifiers(chinese, identifiers, rooms):
    assert not identifiers_missing(identifiers, rooms), chinese


@pytest.mark.parametrize(("chinese", "identifiers", "rooms"), LATER, ids=lambda value: str(value)[:30])
def test_a_term_in_brackets_is_not_there_yet(chinese, identifiers, rooms):
    opened = rooms.strip("()").split(".")[0] in ROOMS | {"domain"}
    assert not opened or identifiers_missing(identifiers, rooms), f"{chinese}：已经有了，请去掉括号"


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
