"""A line as its file lays it out, before its words are read."""

from dataclasses import dataclass, field
from typing import Any

from .rules import Share


@dataclass(slots=True)
class Raw:
    """``text`` is the cell, item or heading with whatever code and score stand in it. ``printed`` says that ``code``
    stood in the file. ``monthly``: ``period`` is the month it belongs to and no mere
    deadline. Lines of one ``group`` share their material. ``states`` are the texts of columns A, B, C. ``rule`` and
    ``evidence`` are those a file of data states in so many words."""

    text: str
    row: int = 0
    code: str = ""
    printed: bool = False
    style: tuple[str, int] | None = None
    score: str = ""
    weight: str = ""
    requirement: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    materials: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    period: str = ""
    monthly: bool = False
    group: str = ""
    states: list[tuple[Share, str]] = field(default_factory=list)
    cap: str = ""
    depth: str = ""
    rule: dict[str, Any] | None = None
    evidence: list[Any] | None = None
    bonus: bool = False
    children: list["Raw"] = field(default_factory=list)
