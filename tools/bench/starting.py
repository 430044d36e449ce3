"""A server from its start: how long until it answers, and how much memory it holds."""

from collections.abc import Iterator

from .measure import Measure, paired
from .processes import BARE, MEGABYTE, Server
from .worlds import World

STARTS = 3
REQUESTS = 20
MOST_START, MOST_MEMORY = 3, 2


def measure_start(world: World) -> Measure:
    """Seconds from the command to the first answer, preparations of the command included."""
    def ours() -> float:
        with world.server() as server:
            return server.first_answer_after

    def control() -> float:
        with Server(BARE) as server:
            return server.first_answer_after

    return paired("cold start", ours, control, goal=MOST_START, unit="s", blocks=STARTS)


def measure_memory(world: World) -> Iterator[Measure]:
    """Master and two workers, after each has answered pages."""
    with world.server(workers=2) as ours, Server(BARE, workers=2) as bare:
        for path in (world.addresses["list"], world.addresses["desk"]):
            _visit(ours, path, world.sessions["office"])
        _visit(bare, "/", "")
        yield Measure("master and two workers", ours.memory() / MEGABYTE, bare.memory() / MEGABYTE, MOST_MEMORY, "MB")


def _visit(server: Server, path: str, session: str) -> None:
    for _ in range(REQUESTS):  # a new connection each, so that both workers get some
        connection = server.connect()
        connection.request("GET", path, headers={"Cookie": session} if session else {})
        connection.getresponse().read()
        connection.close()
