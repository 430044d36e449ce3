"""Which material of which line is there: indicators × slots × units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wenming.domain.standard.nodes import Node, Slot

from .sheet import Sheet


class Filled(StrEnum):
    ENOUGH = "enough"
    THIN = "thin"
    OUT_OF_WINDOW = "out_of_window"
    MISSING = "missing"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Filled.ENOUGH: "够了", Filled.THIN: "薄弱", Filled.OUT_OF_WINDOW: "不在时间窗内", Filled.MISSING: "没有",
}


@dataclass(frozen=True, slots=True)
class Held:
    """How many pieces are filed. ``uncaptioned`` are those in the window that do not say what has to be said."""

    in_window: int = 0
    out_of_window: int = 0
    uncaptioned: int = 0

    def __add__(self, other: "Held") -> "Held":
        return Held(
            self.in_window + other.in_window, self.out_of_window + other.out_of_window,
            self.uncaptioned + other.uncaptioned,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where pieces are filed: the slot of a line, by its number from 0; or a group, whose slots share its pieces."""

    line: str = ""
    number: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """``missing`` pieces, in the window and with what has to be said, are still to come."""

    filled: Filled
    held: Held
    missing: int


@dataclass(frozen=True, slots=True)
class SlotCoverage:
    """``whole`` is what all units hold together: that decides. ``units`` is each one's part, held against the same
    demand."""

    slot: Slot
    place: Place
    whole: Cell
    units: Mapping[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineCoverage:
    key: str
    node: Node
    slots: tuple[SlotCoverage, ...]

    @property
    def is_complete(self) -> bool:
        return all(one.whole.filled is Filled.ENOUGH for one in self.slots)

    @property
    def needs(self) -> dict[Place, int]:
        """How many pieces each place still lacks for this line."""
        lacking: dict[Place, int] = {}
        for one in self.slots:
            if one.whole.missing:
                lacking[one.place] = max(one.whole.missing, lacking.get(one.place, 0))
        return lacking


Supply = Mapping[Place, Mapping[int, Held]]
"""What each unit has filed at a place. A piece that serves several slots of a group is counted there once."""


def place_of(key: str, number: int, slot: Slot) -> Place:
    return Place(group=slot.group) if slot.group else Place(key, number)


def cell_of(slot: Slot, held: Held) -> Cell:
    fit = held.in_window - (held.uncaptioned if slot.captions else 0)
    missing = max(slot.min - fit, 0)
    if not missing:
        return Cell(Filled.ENOUGH, held, 0)
    if held.in_window:
        return Cell(Filled.THIN, held, missing)
    return Cell(Filled.OUT_OF_WINDOW if held.out_of_window else Filled.MISSING, held, missing)


def coverage_of(sheet: Sheet, supply: Supply, without: Collection[str] = ()) -> list[LineCoverage]:
    """Every line that demands material, in the order of the document; ``without`` names those that do not apply."""
    lines = ((sheet.keys[place], sheet.nodes[place]) for place in sheet.order if sheet.nodes[place].slots)
    return [
        LineCoverage(key, node, tuple(_slot(place_of(key, number, slot), slot, supply)
                                      for number, slot in enumerate(node.slots)))
        for key, node in lines if key not in without
    ]


def _slot(place: Place, slot: Slot, supply: Supply) -> SlotCoverage:
    by_unit = supply.get(place, {})
    whole = sum(by_unit.values(), Held())
    return SlotCoverage(slot, place, cell_of(slot, whole), {unit: cell_of(slot, one) for unit, one in by_unit.items()})
