"""Installations for the fault tests: one with a campaign in mid-course, from which the others begin."""

import pytest

from .installation import Installation


@pytest.fixture(scope="session")
def midcourse(tmp_path_factory):
    """The demo's campaign, never started and never written to."""
    seeded = Installation(tmp_path_factory.mktemp("faults") / "midcourse")
    seeded.wenming("migrate", "--verbosity", "0")
    seeded.wenming("demo-data")
    yield seeded
    seeded.remove()


@pytest.fixture
def install(tmp_path):
    """Make an installation that is gone when the test ends."""
    made = []

    def make(name="data", **more):
        made.append(Installation(tmp_path / name, **more))
        return made[-1]

    yield make
    for one in made:
        one.remove()
