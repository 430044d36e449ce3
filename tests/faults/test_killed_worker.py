"""kill -9 of the worker in the middle of every kind of job: another takes it up, and the end is that of a whole run."""

import re
import signal

import pytest

from wenming.jobs.registry import kinds

from .failpoint import AFTER, BEFORE

WRITES = {
    "personal.let_go": "organisation_person", "organisation.check_roster": "organisation_rosterline",
    "organisation.apply_roster": "organisation_person", "filestore.make_renditions": "filestore_rendition",
    "filestore.draw_pages": "filestore_rendition",
    "evidence.read_files": "evidence_filetext", "evidence.file_batch": "evidence_evidence",
    "evidence.unpack_archive": "evidence_batchfile",
    "evidence.keep_page": "evidence_linkvisit", "evidence.check_links": "evidence_linkvisit",
    "standard.read": "standard_indicator", "audit.verify": "audit_chaincheck", "vault.reencrypt": "organisation_person",
}
"""A table each kind of job writes to: the worker is killed at the first such commit."""
STATES = "select kind, state, count(*) from jobs_job group by kind, state order by 1, 2"
EXEMPT = {
    "filestore.remove_bytes": "writes no row: takes bytes out that no row names, and twice is once",
    "filestore.clear": "each file is looked at again and goes in a transaction of its own; what is left goes next time",
}
BOOKKEEPING = {"jobs_job", "jobs_signoflife"}
TIME = re.compile(r"datetime\.datetime\([^()]*(?:\([^()]*\)[^()]*)*\)|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?")
SEALED = re.compile(r"(\w+\$\d+\$)[^'\"]+")


def likeness(place):
    """Every row, whenever it was written and whatever its encryption drew."""
    return {name: sorted(SEALED.sub(r"\1", TIME.sub("then", row)) for row in rows)
            for name, rows in place.everything(*BOOKKEEPING).items()}


def asked(place, kind, campaign):
    place.go_back(campaign.place)
    place.python("-m", "tests.faults.work", "ask", kind)


def work(place, *words):
    process = place.run("-m", "tests.faults.work", "do", *words)
    return process.wait(timeout=90)


def test_every_kind_of_job_is_killed_here():
    own = {code for code, kind in kinds().items() if kind.handler.__module__.startswith("wenming.")}
    assert set(WRITES) | set(EXEMPT) == own


@pytest.mark.parametrize("kind", sorted(WRITES))
def test_killed_in_the_middle_of_a_job(campaign, install, kind):
    place = install(like=campaign.place, settings="tests.faults.settings")
    asked(place, kind, campaign)
    before = likeness(place)
    assert work(place) == 0, place.log
    whole, states = likeness(place), place.rows(STATES)
    assert whole != before, "the job does something"
    for where in (BEFORE, AFTER):
        asked(place, kind, campaign)
        assert work(place, where, WRITES[kind]) == -signal.SIGKILL, place.log
        assert place.rows("select count(*) from jobs_job where finished_at is null") != [(0,)]
        if where == BEFORE:
            assert likeness(place)[WRITES[kind]] == before[WRITES[kind]], "nothing half-visible"
        place.give_numbers_back()
        assert work(place) == 0, place.log
        there = likeness(place)
        assert {name for name in there if there[name] != whole[name]} == set(), where
        assert place.rows(STATES) == states
