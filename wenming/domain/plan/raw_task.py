"""A task on its way into the draft: passages still, not texts."""

from dataclasses import dataclass, field

from wenming.domain.plan.draft import Deadline
from wenming.domain.plan.owners import Owners
from wenming.domain.plan.passage import Passage

_NOWHERE = Passage("", ())


@dataclass(slots=True)
class Heading:
    """The heading a task stands under; two tasks are in one area when they share the object."""

    number: str
    name: str
    passage: Passage


@dataclass(slots=True)
class RawTask:
    """``printed`` are all its paragraphs with number and owners, ``text`` the same without both.

    ``repeats``: the title of a row of an annex that says the same in other words.
    """

    number: str
    title: Passage
    text: list[Passage]
    printed: list[Passage]
    owners: Owners
    heading: Heading | None
    confidence: float
    value: int | None = None
    style: str = ""
    deadlines: list[Deadline] = field(default_factory=list)
    inferred: bool = False
    where: Passage = _NOWHERE
    repeats: Passage = _NOWHERE
