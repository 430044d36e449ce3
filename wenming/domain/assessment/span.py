"""Points that are sure, that can still be had, and that there are at most."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    confirmed: Fraction
    possible: Fraction
    maximum: Fraction

    def __add__(self, other: "Span") -> "Span":
        return Span(
            self.confirmed + other.confirmed, self.possible + other.possible, self.maximum + other.maximum
        )

    @property
    def share(self) -> Fraction | None:
        """Confirmed of the maximum; None where there are no points."""
        return self.confirmed / self.maximum if self.maximum else None
