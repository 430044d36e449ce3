"""A real worker killed in the middle of a rotation: every value readable, the next worker goes on from there."""

import signal
import subprocess
import sys

import pytest

from tests.rooms.jobs.test_kill import DEADLINE_SECONDS, ROOT, Ground, wait_until


class RotationGround(Ground):
    module = "tests.rooms.vault.rotation_process"

    def read(self) -> tuple[int, int]:
        """How many values can be opened, and how many stand under the earlier key."""
        said = subprocess.run([sys.executable, "-m", self.module, "read"], cwd=ROOT, env=self.environment,
                              capture_output=True, text=True, check=True, timeout=DEADLINE_SECONDS)
        opened, earlier = map(int, said.stdout.split())
        return opened, earlier


@pytest.fixture
def ground(tmp_path):
    ground = RotationGround(tmp_path)
    yield ground
    ground.close()


def test_killed_in_the_middle_nothing_is_lost_and_the_rest_goes_over(ground):
    ground.prepare(60)
    first = ground.worker(HANG_AT="31", MARK=str(ground.mark))
    wait_until(ground.mark.exists, "the first worker is in the middle of row 31")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert ground.read() == (60, 30)
    second = ground.worker()
    wait_until(lambda: ground.states() == {"done"}, "the second worker ends the rotation")
    second.send_signal(signal.SIGTERM)
    assert ground.read() == (60, 0)
