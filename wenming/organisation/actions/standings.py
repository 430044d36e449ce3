"""What a person is, dated: a real change ends one standing and begins the next, a correction replaces a wrong one.

These build and link the rows; who may, and the entry in the log, is the business of the verbs that call them.
"""

from datetime import date, datetime, timedelta

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.organisation.models import Person, Standing

DATED = ("unit_id", "status", "party_member", "in_leadership")
"""The fields of a person that a standing holds too."""


def first_standing(person: Person, *, valid_from: date | None, by: Viewer, at: datetime) -> Standing:
    """Not saved yet."""
    fields = {name: getattr(person, name) for name in DATED}
    return Standing(
        organisation_id=person.organisation_id, person=person, valid_from=valid_from, entered_at=at,
        entered_by=by.name[:60], **fields,
    )


def present_standing(person: Person) -> Standing | None:
    """The one that is open; the caller holds the person's row."""
    return person.standings.that_hold().filter(valid_until=None).first()


def succeed(person: Person, present: Standing, *, effective: date, by: Viewer, at: datetime) -> Standing:
    """``present`` ends the day before ``effective``; the next, not saved yet, is what ``person`` is now.

    A second change of one day replaces the first: it held for no day. Raises InputRefused for an earlier one.
    """
    if present.valid_from is not None and effective < present.valid_from:
        begun = f"{present.valid_from:%Y-%m-%d}"
        raise InputRefused(
            f"{person.name}的现状自 {begun} 起，变动不能早于这一天。原来登记错了的，请用更正。",
            {"effective": f"不早于 {begun}", "since": f"不早于 {begun}"},
        )
    if effective == present.valid_from:
        return replace(person, present, valid_from=effective, by=by, at=at)
    present.valid_until = effective - timedelta(days=1)
    return first_standing(person, valid_from=effective, by=by, at=at)


def replace(person: Person, present: Standing, *, valid_from: date | None, by: Viewer, at: datetime) -> Standing:
    """``present`` was wrong and is withdrawn; what stands in its place, not saved yet, is what ``person`` is now."""
    present.withdrawn_at, present.withdrawn_by = at, by.name[:60]
    return first_standing(person, valid_from=valid_from, by=by, at=at)


def change_standing(person: Person, *, effective: date, by: Viewer, at: datetime) -> Standing:
    """Save that ``person`` is from ``effective`` on what his fields say now. Raises InputRefused, see ``succeed``."""
    present = present_standing(person)
    if present is None:
        following = first_standing(person, valid_from=effective, by=by, at=at)
    else:
        following = succeed(person, present, effective=effective, by=by, at=at)
        present.save(update_fields=["valid_until", "withdrawn_at", "withdrawn_by"])
    following.save()
    return following


def correct_standing(person: Person, *, valid_from: date | None, by: Viewer, at: datetime) -> Standing:
    """Save that ``person`` has been from ``valid_from`` on what his fields say now; what stood there was wrong.

    Raises InputRefused where ``valid_from`` reaches into an earlier standing.
    """
    present = present_standing(person)
    if present is None:
        standing = first_standing(person, valid_from=valid_from, by=by, at=at)
    else:
        valid_from = _move_beginning(person, present, valid_from, by, at)
        standing = replace(person, present, valid_from=valid_from, by=by, at=at)
        present.save(update_fields=["withdrawn_at", "withdrawn_by"])
    standing.save()
    return standing


def _move_beginning(
    person: Person, present: Standing, valid_from: date | None, by: Viewer, at: datetime
) -> date | None:
    """The day the corrected standing begins; the one before it then ends the day before, also as a correction."""
    earlier = person.standings.that_hold().exclude(pk=present.pk).order_by("-valid_until").first()
    if earlier is None or valid_from == present.valid_from:
        return valid_from
    if valid_from is None or (earlier.valid_from is not None and valid_from <= earlier.valid_from):
        begun = f"{earlier.valid_from:%Y-%m-%d}" if earlier.valid_from else "更早"
        raise InputRefused(
            f"{person.name}前一段登记自 {begun} 起，更正后的起始日期要晚于它。", {"since": f"晚于 {begun}"}
        )
    mended = Standing.objects.get(pk=earlier.pk)
    mended.pk, mended.valid_until, mended.entered_at, mended.entered_by = (
        None, valid_from - timedelta(days=1), at, by.name[:60],
    )
    earlier.withdrawn_at, earlier.withdrawn_by = at, by.name[:60]
    earlier.save(update_fields=["withdrawn_at", "withdrawn_by"])
    mended.save()
    return valid_from
