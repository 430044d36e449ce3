"""Templates keep to their room and the shell, and hold nothing the content security policy forbids."""

import re
from pathlib import Path

import pytest

WENMING = Path(__file__).resolve().parents[2] / "wenming"
TEMPLATES = sorted(WENMING.glob("*/jinja2/**/*.html"))


def room_of(path: Path) -> str:
    return path.relative_to(WENMING).parts[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WENMING).as_posix())
def test_a_template_takes_only_from_its_own_room_and_the_shell(path):
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""", text):
        assert name.split("/")[0] in {room_of(path), "shell"}, name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WENMING).as_posix())
def test_no_inline_script_style_or_handler(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    assert not re.search(r"""\son[a-z]+\s*=\s*["']""", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WENMING).as_posix())
def test_style_attributes_only_set_custom_properties(path):
    for style in re.findall(r"""\sstyle="([^"]*)""" + '"', path.read_text(encoding="utf-8")):
        for rule in filter(None, (part.strip() for part in style.split(";"))):
            assert rule.startswith("--"), style


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WENMING).as_posix())
def test_nothing_comes_from_outside(path):
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WENMING).as_posix())
def test_every_posting_form_carries_its_token(path):
    """By the shell's or the room's own macro; ``test_pages`` looks at what is really drawn."""
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", text, flags=re.DOTALL):
        assert "csrf_input" in form or "start(" in form, form[:120]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WENMING).as_posix())
def test_where_files_are_handed_in_it_stands_again_that_no_secrets_may_be(path):
    text = path.read_text(encoding="utf-8")
    assert "multipart/form-data" not in text or "ui.not_for_secrets" in text
