"""What the address of the list of people asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wenming.domain.roster.populations import BY_CODE, Population
from wenming.organisation import access


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """``population`` only for those who keep the roster: it tells who is in the party."""

    on: date
    today: date
    unit_id: int | None
    status: str
    population: Population | None

    @property
    def narrowing(self) -> dict[str, Any]:
        return {"unit_id": self.unit_id, "status": self.status, "population": self.population}

    @property
    def query(self) -> dict[str, Any]:
        """For links that keep what is chosen; what is usual is left out."""
        asked = {
            "unit": self.unit_id, "status": self.status, "population": self.population and self.population.code,
            "on": self.on.isoformat() if self.on != self.today else "",
        }
        return {key: value for key, value in asked.items() if value}


def people_filter(request: HttpRequest) -> PeopleFilter:
    """What does not make sense counts as not asked for."""
    today = timezone.localdate()
    may = access.may_manage(request.viewer)
    return PeopleFilter(
        _day(request.GET.get("on", ""), today), today, _number(request.GET.get("unit", "")),
        request.GET.get("status", ""), BY_CODE.get(request.GET.get("population", "")) if may else None,
    )


def _day(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
