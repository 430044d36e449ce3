import pytest

from wenming.organisation import registry


@pytest.fixture
def due(monkeypatch):
    """The registry of due items, emptied: give it the items each viewer is to find."""
    items: list[registry.DueItem] = []
    monkeypatch.setattr(registry, "_due", [lambda viewer, on: items])
    return items
