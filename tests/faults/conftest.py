"""Installations for the fault tests, all begun from one small campaign."""

import json
import os
import signal
from dataclasses import dataclass

import pytest

from .acts.act import Ids
from .installation import Installation, wait_until
from .person import Person


@dataclass
class Campaign:
    """``place`` is never started and never written to; for ``ids`` and the rest see ``campaign.py``."""

    place: Installation
    ids: Ids
    sessions: dict[str, str]
    secret: str


@pytest.fixture(scope="session")
def campaign(tmp_path_factory):
    place = Installation(tmp_path_factory.mktemp("faults") / "campaign")
    try:
        yield Campaign(place, **json.loads(place.python("-m", "tests.faults.campaign")))
    finally:
        place.remove()


@pytest.fixture
def midcourse(campaign):
    return campaign.place


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


class Stage:
    """A web process over a copy of the campaign; ``reset`` makes the rows what they were, under a new process."""

    def __init__(self, place: Installation, campaign: Campaign) -> None:
        self.place, self.campaign = place, campaign
        self.ids, self.secret = campaign.ids, campaign.secret

    def person(self, who: str) -> Person:
        """Somebody of the cast, signed in."""
        person = Person(self.place.address)
        person.carry("sessionid", self.campaign.sessions[who])
        return person

    def reset(self) -> None:
        number = self._number
        os.kill(number, signal.SIGKILL)
        wait_until(lambda: self._number not in {number, 0}, "another web process is there")
        self.place.go_back(self.campaign.place)

    @property
    def _number(self) -> int:
        """Of the web process; 0 while it is being written."""
        return int((self.place.data / "web").read_text() or "0")


@pytest.fixture(scope="module")
def stage(campaign, tmp_path_factory):
    place = Installation(tmp_path_factory.mktemp("faults") / "stage", like=campaign.place,
                         settings="tests.faults.patient")
    try:
        place.run("-m", "tests.faults.web", str(place.port), str(place.data / "web"))
        wait_until(lambda: place.get("/healthz")[0] == 200, "the web process answers")
        yield Stage(place, campaign)
    finally:
        place.remove()
