"""The lights of the duties, by part of the plan and by unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.lights import Light, light, worst
from wenming.organisation.models import Unit
from wenming.plan.queries.facts import TaskFacts

BAND = 36
"""So many units stand side by side; more make a second band beneath."""
Lights = Counter[Light | None]
"""Duties by light; under None those of which nothing is asked (配合)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The duties of one unit in one part; ``light`` is the most urgent of them, None where nothing is asked."""

    unit: Unit
    lights: Lights

    @property
    def light(self) -> Light | None:
        asked = [one for one in self.lights if one is not None]
        return worst(asked) if asked else None

    @property
    def exceptions(self) -> int:
        """How many have that light, where it is one to act on; of a calm cell 0."""
        return self.lights[self.light] if self.light in {Light.RED, Light.YELLOW} else 0

    @property
    def total(self) -> int:
        return self.lights.total()

    @property
    def said(self) -> str:
        counted = [f"{one.label} {self.lights[one]} 项" for one in Light if self.lights[one]]
        counted += [f"配合 {self.lights[None]} 项"] * bool(self.lights[None])
        return f"{self.unit.name}：{'、'.join(counted)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the plan with a cell for every unit."""

    area: str
    tasks: int
    cells: tuple[Cell, ...]
    lights: Lights


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every number here counts duties; ``lights`` are those of all."""

    units: tuple[Unit, ...]
    rows: tuple[Row, ...]
    by_unit: dict[int, Lights]
    lights: Lights

    @property
    def total(self) -> int:
        return self.lights.total()

    @property
    def support(self) -> int:
        """How many duties nothing is asked of."""
        return self.lights[None]

    @property
    def bands(self) -> list[range]:
        """The places of the units that stand side by side, as even as may be."""
        count = -(-len(self.units) // BAND)
        size = -(-len(self.units) // count) if count else 1
        return [range(start, min(start + size, len(self.units))) for start in range(0, len(self.units), size)]

    @property
    def to_urge(self) -> list[tuple[Unit, Lights]]:
        """The units with something overdue or nearly so, in the order of the roster."""
        return [(unit, self.by_unit[unit.pk]) for unit in self.units if urgent(self.by_unit[unit.pk])]

    @property
    def longest_name(self) -> int:
        return max((len(unit.name) for unit in self.units), default=0)


def urgent(lights: Lights) -> int:
    return lights[Light.RED] + lights[Light.YELLOW]


def matrix_of(every: Iterable[TaskFacts], on: date) -> Matrix:
    """From the facts as they stand ``on`` a day; no query."""
    cells: dict[tuple[str, int], Lights] = defaultdict(Counter)
    units: dict[int, Unit] = {}
    areas: Counter[str] = Counter()
    for facts in every:
        areas[facts.task.area_name] += 1
        for duty in facts.duties:
            units[duty.unit_id] = duty.unit
            standing = facts.duty_standing(duty)
            cells[facts.task.area_name, duty.unit_id][light(standing, on) if standing.demands else None] += 1
    ordered = tuple(sorted(units.values(), key=lambda unit: (unit.position, unit.pk)))
    rows = tuple(_row(area, tasks, ordered, cells) for area, tasks in areas.items())
    by_unit = {unit.pk: _sum(cells[area, unit.pk] for area in areas) for unit in ordered}
    return Matrix(ordered, rows, by_unit, _sum(row.lights for row in rows))


def _row(area: str, tasks: int, units: Sequence[Unit], cells: dict[tuple[str, int], Lights]) -> Row:
    of_area = tuple(Cell(unit, cells[area, unit.pk]) for unit in units)
    return Row(area, tasks, of_area, _sum(cell.lights for cell in of_area))


def _sum(many: Iterable[Lights]) -> Lights:
    total: Lights = Counter()
    for one in many:
        total.update(one)
    return total
