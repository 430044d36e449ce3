"""Pages: the CPU time of the worker for one of them, against 10 KB from a bare view under the same server."""

from collections.abc import Iterator
from dataclasses import dataclass

from .measure import Cost, Measure, absolute, paired
from .processes import Server
from .world import READERS
from .worlds import World

CONTROL_REQUESTS, PAGE_REQUESTS = 300, 15
GOALS = {"list": 60, "task": 60, "desk": 100, "wall": 100}
MOST_STATEMENTS = 8
MOST_GROWTH = 1.1


@dataclass(frozen=True, slots=True)
class Page:
    """One address as one person sees it; ``cost`` asks for it ``times`` times."""

    server: Server
    path: str
    session: str = ""
    times: int = PAGE_REQUESTS

    def cost(self) -> float:
        """Milliseconds of CPU per answer. Raises RuntimeError for any other answer than the page."""
        connection, before = self.server.connect(), self.server.cpu()
        for _ in range(self.times):
            connection.request("GET", self.path, headers={"Cookie": self.session} if self.session else {})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{self.path}: {answer.status}")
        spent = self.server.cpu() - before
        connection.close()
        return spent * 1000 / self.times


def bare_page(server: Server) -> Cost:
    return Page(server, "/", times=CONTROL_REQUESTS).cost


def measure_pages(large: World, small: World, bare: Server, blocks: int) -> Iterator[Measure]:
    with large.server() as long, small.server() as short:
        def page(name: str, server: Server, world: World) -> Page:
            return Page(server, world.addresses[name], world.sessions[READERS[name]])

        for name, goal in GOALS.items():
            ours = page(name, long, large).cost
            yield paired(f"{name}, {large.rows} rows", ours, bare_page(bare), goal=goal, unit="ms CPU", blocks=blocks)
        yield absolute(f"list, {large.rows} rows: SQL", [large.statements["list"]], goal=MOST_STATEMENTS,
                       unit="statements")
        yield paired(f"list, {small.rows} → {large.rows} rows", page("list", long, large).cost,
                     page("list", short, small).cost, goal=MOST_GROWTH, unit="ms CPU", blocks=blocks)
