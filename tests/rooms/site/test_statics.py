"""The interface's files are made ready when they changed, and only then."""

import pytest

from wenming.site.management import statics


@pytest.fixture
def made(settings, tmp_path, monkeypatch):
    """A folder with one file of the interface, and the list of times the files were made ready."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    made: list[str] = []
    monkeypatch.setattr(statics, "call_command", lambda name, **_: made.append(name))
    return source, made


def test_a_second_start_finds_nothing_to_do(made):
    _, calls = made
    statics.collect_changed()
    statics.collect_changed()
    assert calls == ["collectstatic"]


@pytest.mark.parametrize("change", ["longer", "new", "gone"])
def test_what_changed_is_made_ready_again(made, change):
    source, calls = made
    statics.collect_changed()
    if change == "longer":
        (source / "page.css").write_text("a { color: red }")
    elif change == "new":
        (source / "other.css").write_text("b {}")
    else:
        (source / "page.css").unlink()
    statics.collect_changed()
    assert len(calls) == 2


def test_a_start_that_was_broken_off_is_made_up_for(made, monkeypatch):
    _, calls = made
    statics.collect_changed()

    def fail(*_args, **_more):
        raise OSError("no space left")

    (made[0] / "page.css").write_text("a { color: red }")
    with monkeypatch.context() as patched:
        patched.setattr(statics, "call_command", fail)
        with pytest.raises(OSError, match="no space"):
            statics.collect_changed()
    statics.collect_changed()
    assert len(calls) == 2
