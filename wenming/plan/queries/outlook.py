"""What freezing would make of a proposal now: the reckoning that the page shows and that ``freeze_plan`` writes."""

from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.answers import open_findings
from wenming.domain.plan.draft import PlanDraft, from_json
from wenming.domain.plan.expansion import TaskShares, expanded
from wenming.domain.plan.naming import Match, Roster, matches, named_units
from wenming.plan.models import PlanRevision

from .documents import roster_for


@dataclass(frozen=True, slots=True)
class Outlook:
    """What freezing will make of a proposal now, and what still stands against it."""

    draft: PlanDraft
    tasks: tuple[TaskShares, ...]
    open_doubts: int
    unknown: tuple[str, ...]
    named: dict[str, Match]
    roster: Roster

    @property
    def duties(self) -> int:
        return sum(len(one.duties) for one in self.tasks)

    @property
    def units(self) -> int:
        """How many units get at least one duty."""
        return len({unit_id for one in self.tasks for unit_id in one.duties})

    @property
    def unresolved(self) -> int:
        """Owners the office still names after freezing."""
        return sum(not share.resolved for one in self.tasks for share in one.shares)

    @property
    def waiting(self) -> int:
        """How many things must be settled first."""
        return self.open_doubts + len(self.unknown)


def outlook(revision: PlanRevision, on: date) -> Outlook:
    """With the units of the body as they are ``on`` a day; constant SQL however long the plan."""
    draft = from_json(revision.draft)
    names = list(named_units(draft))
    roster = roster_for(revision.organisation_id, names, on)
    named = matches(names, roster, revision.answers)
    unknown = tuple(name for name, match in named.items() if not match.is_known)
    tasks = expanded(draft, named, revision.answers, roster)
    return Outlook(draft, tasks, len(open_findings(draft, revision.answers)), unknown, named, roster)
