"""A real worker killed while it checks or writes a roster: nothing half-visible, nothing twice, and it goes on."""

import signal

import pytest

from tests.rooms.jobs.test_kill import Ground, wait_until

LINES = "select count(*), count(distinct number) from organisation_rosterline"
WRITTEN = "select (select count(*) from organisation_person), (select count(*) from organisation_standing)"
STATE = "select state from organisation_rosterimport"


class RosterGround(Ground):
    module = "tests.rooms.organisation.roster_process"

    def killed_in(self, where: str) -> None:
        worker = self.worker(HANG_IN=where, MARK=str(self.mark))
        wait_until(self.mark.exists, f"the first worker is in the middle of {where}")
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def finished(self, state: str) -> None:
        worker = self.worker()
        wait_until(lambda: self.rows(STATE) == [(state,)], f"the second worker reaches {state}")
        worker.send_signal(signal.SIGTERM)


@pytest.fixture
def ground(tmp_path):
    ground = RosterGround(tmp_path)
    yield ground
    ground.close()


def test_killed_while_checking_each_row_is_put_down_once(ground):
    ground.prepare(100)
    ground.killed_in("stage")
    assert ground.rows(LINES) == [(40, 40)]
    ground.finished("checked")
    assert ground.rows(LINES) == [(100, 100)]
    assert ground.rows(WRITTEN) == [(0, 0)]


def test_killed_while_writing_nothing_is_visible_and_the_next_worker_writes_all(ground):
    ground.prepare(100, 1)
    ground.killed_in("write")
    assert ground.rows(WRITTEN) == [(0, 0)]
    assert ground.rows(STATE) == [("applying",)]
    ground.finished("applied")
    assert ground.rows(WRITTEN) == [(100, 100)]
