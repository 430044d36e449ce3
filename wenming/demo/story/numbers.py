"""Numbers that pass every check and can be nobody's: no district has the code, no operator the prefix."""

from datetime import date

from wenming.domain.personal.id_number import check_digit

NO_DISTRICT = "119999"
"""GB/T 2260 ends the districts of 11 far below 99."""
NO_PREFIX = "154"
"""A prefix of eleven digits that is not given out to the public."""
GIVEN_BY, HOW_MANY = {"预算处": 1980, "税政法规处": 1985, "": 1955}, 3
"""Units of which the first people have given their numbers, with a year of birth; "" are the retired."""


def given_numbers(unit: str, place: int) -> dict[str, str]:
    """Identity number and telephone of the person at ``place`` (from 0) of a unit; empty for most."""
    if unit not in GIVEN_BY or place >= HOW_MANY:
        return {}
    order = list(GIVEN_BY).index(unit) * 10 + place + 1
    return {"id_number": _id_number(date(GIVEN_BY[unit], 5, order), order), "phone": f"{NO_PREFIX}{order:08}"}


def _id_number(born: date, order: int) -> str:
    first = f"{NO_DISTRICT}{born:%Y%m%d}{order:03}"
    return first + check_digit(first)
