"""One measure: what ours costs, what its control costs, and the ratio that must not be exceeded."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

Cost = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """``unit`` is of ours and control (ms of CPU, s, MB, statements); an absolute goal has 1 of its unit as control."""

    name: str
    ours: float
    control: float
    goal: float
    unit: str

    @property
    def ratio(self) -> float:
        return self.ours / self.control

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "ratio": self.ratio, "met": self.met}

    def as_line(self) -> str:
        return (f"{'✓' if self.met else '✗'} {self.name:34} {self.ours:10.2f} {self.control:10.3f} {self.unit:10} "
                f"{self.ratio:8.2f}× ≤ {self.goal:g}×")


HEAD = f"  {'':34} {'ours':>10} {'control':>10} {'':10} {'ratio':>8}    goal"


def paired(name: str, ours: Cost, control: Cost, *, goal: float, unit: str, blocks: int) -> Measure:
    """Both in turn, ``blocks`` times: the block in the middle by its ratio speaks, whatever the machine did meanwhile.

    The first turn of each is thrown away: it fills what is filled once.
    """
    ours(), control()
    pairs = [(control(), ours()) for _ in range(blocks)]
    ratio = median(mine / theirs for theirs, mine in pairs)
    theirs, mine = min(pairs, key=lambda pair: abs(pair[1] / pair[0] - ratio))
    return Measure(name, mine, theirs, goal, unit)


def absolute(name: str, amounts: Sequence[float], *, goal: float, unit: str) -> Measure:
    """The median of ``amounts`` against a goal in their own unit."""
    return Measure(name, median(amounts), 1, goal, unit)
