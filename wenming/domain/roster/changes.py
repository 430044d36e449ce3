"""What a row would change in the roster: nothing, something from a day on, or a person who is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .columns import Column
from .matching import Known, Matcher
from .rows import Row
from .values import Status


class Verdict(StrEnum):
    NEW = "new"
    MOVED = "moved"
    STATUS = "status"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class UnitCard:
    key: int
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as a person reads it; numbers that are kept encrypted never stand here."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one row does. ``effective`` is the day the dated part holds from, None where nothing dated changes.

    ``dated`` are the new unit, status, party membership and place in the leadership, as far as they differ.
    """

    row: Row
    verdict: Verdict
    known: Known | None = None
    unit: UnitCard | None = None
    effective: date | None = None
    dated: Mapping[str, object] | None = None
    identity: Mapping[str, str] | None = None
    new_since: date | None = None
    posts_taken: tuple[str, ...] = ()
    posts_left: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    by_name_alone: bool = False

    @property
    def whom(self) -> Known:
        """Who of the roster is changed. Raises LookupError where the row means nobody there."""
        if self.known is None:
            raise LookupError(self.row.number)
        return self.known


@dataclass(frozen=True, slots=True)
class Basis:
    """What the rows are held against: the day the workbook stands for, its units found, the keys of hidden numbers."""

    as_of: date
    correcting: bool
    units: Mapping[str, UnitCard | None]
    labels: Mapping[str, str]
    """Statuses as a person reads them."""
    id_keys: Mapping[str, str]
    phone_keys: Mapping[str, str]


def outcome_of(row: Row, matcher: Matcher, basis: Basis) -> Outcome:
    """The one outcome of a row; a row with faults, found before or here, is BAD and changes nothing."""
    unit = basis.units.get(row.unit) if row.unit else None
    if row.unit and unit is None:
        mend = "在“对不上的单位”里为它选一个，或改成名录里的写法"
        row.refuse(Column.UNIT.head, f"单位“{row.unit}”不在机构名录里", mend)
    known, by_name = None, False
    if not row.faults:
        known, by_name = matcher.find(row, basis.id_keys.get(row.id_number, ""), unit.key if unit else None)
    if not row.faults and known is None and unit is None:
        row.refuse(Column.UNIT.head, "新登记的人没有填单位", "补上单位")
    if row.faults:
        return Outcome(row, Verdict.BAD)
    if known is None:
        return _arrival(row, unit, basis)
    return _change(row, known, unit, basis, by_name)


def _arrival(row: Row, unit: UnitCard | None, basis: Basis) -> Outcome:
    return Outcome(
        row, Verdict.NEW, unit=unit, effective=row.since or basis.as_of, new_since=row.since,
        posts_taken=titles_of(row) or (),
        dated={"status": row.status or Status.ON_POST, "party_member": bool(row.party),
               "in_leadership": bool(row.leadership)},
    )


def _change(row: Row, known: Known, unit: UnitCard | None, basis: Basis, by_name: bool) -> Outcome:
    dated, changes = _dated_differences(row, known, unit, basis)
    identity, named = _identity_differences(row, known, basis)
    taken, left, posted = _post_differences(row, known, unit)
    new_since = row.since if row.since and row.since != known.since else None
    status_changed = "status" in dated
    effective = _effective(row, known, basis, new_since, status_changed) if dated else None
    if row.faults:
        return Outcome(row, Verdict.BAD, known)
    if not dated and new_since and (known.since is None or basis.correcting):
        if known.has_earlier:
            row.refuse(Column.SINCE.head, "名册里此人还有更早的登记，何时起不能整表更正", "在人员页面更正")
            return Outcome(row, Verdict.BAD, known)
        changes.append(Change(Column.SINCE.head, _day(known.since), _day(new_since)))
    elif not status_changed:
        new_since = None
    verdict = _verdict(dated, bool(changes or named or posted))
    return Outcome(
        row, verdict, known, unit, effective, dated, identity, new_since, taken, left,
        (*changes, *named, *posted), by_name,
    )


def _verdict(dated: Mapping[str, object], changed: bool) -> Verdict:
    if "unit_id" in dated:
        return Verdict.MOVED
    if "status" in dated:
        return Verdict.STATUS
    return Verdict.CHANGED if dated or changed else Verdict.SAME


def _dated_differences(
    row: Row, known: Known, unit: UnitCard | None, basis: Basis
) -> tuple[dict[str, object], list[Change]]:
    dated: dict[str, object] = {}
    changes: list[Change] = []
    if unit is not None and unit.key != known.unit_id:
        dated["unit_id"] = unit.key
        changes.append(Change(Column.UNIT.head, known.unit, unit.name))
    if row.status is not None and row.status != known.status:
        dated["status"] = row.status
        changes.append(Change(Column.STATUS.head, basis.labels[known.status], basis.labels[row.status]))
    for name, title, now, then in (
        ("party_member", "中共党员", known.party, row.party),
        ("in_leadership", Column.LEADERSHIP.head, known.leadership, row.leadership),
    ):
        if then is not None and then != now:
            dated[name] = then
            changes.append(Change(title, _yes(now), _yes(then)))
    return dated, changes


def _effective(row: Row, known: Known, basis: Basis, new_since: date | None, status_changed: bool) -> date | None:
    """The day the change holds from: the row's own where it is later than what stands, else the workbook's day."""
    if basis.correcting:
        return known.stands_from
    begun = known.stands_from
    later = new_since if new_since and (begun is None or new_since >= begun) else None
    if status_changed and new_since and later is None:
        row.refuse(Column.SINCE.head, f"何时起 {_day(new_since)} 早于名册里现状的起始 {_day(begun)}",
                   "核对日期；若名册原来登记错了，上传时选“更正”")
        return None
    day = later or basis.as_of
    if begun is not None and day < begun:
        row.refuse("", f"名册里此人的现状自 {_day(begun)} 起，晚于本表的截至日期 {_day(basis.as_of)}",
                   "本表可能不是最新的；若名册原来登记错了，上传时选“更正”")
    return day


def _identity_differences(row: Row, known: Known, basis: Basis) -> tuple[dict[str, str], list[Change]]:
    """Facts that are not dated: what differs was wrong or missing before."""
    found: dict[str, str] = {}
    changes = []
    if row.name != known.name:
        found["name"] = row.name
        changes.append(Change(Column.NAME.head, known.name, row.name))
    if row.staff_number and row.staff_number != known.staff_number:
        found["staff_number"] = row.staff_number
        changes.append(Change(Column.STAFF_NUMBER.head, known.staff_number or "未登记", row.staff_number))
    for name, title, value, keys, now in (
        ("id_number", Column.ID_NUMBER.head, row.id_number, basis.id_keys, known.id_key),
        ("phone", Column.PHONE.head, row.phone, basis.phone_keys, known.phone_key),
    ):
        if value in keys and keys[value] != now:
            found[name] = value
            changes.append(Change(title, "已登记" if now else "未登记", "换成新的" if now else "补登"))
    return found, changes


def _post_differences(
    row: Row, known: Known, unit: UnitCard | None
) -> tuple[tuple[str, ...], tuple[int, ...], list[Change]]:
    """Posts the row names that he does not hold, and those he holds in his unit that it does not name.

    A post in another body (the head of an association) is none of the row's business and stays.
    """
    titles = titles_of(row)
    if titles is None:
        return (), (), []
    here = unit.key if unit else known.unit_id
    own = [post for post in known.posts if post.unit_id in {here, known.unit_id}]
    wanted = {title: bool(row.head) and place == 0 for place, title in enumerate(titles)}
    kept = {
        post.title for post in own
        if post.unit_id == here and post.title in wanted and (row.head is None or post.is_head == wanted[post.title])
    }
    taken = tuple(title for title in titles if title not in kept)
    left = tuple(post.key for post in own if post.title not in kept or post.unit_id != here)
    if not taken and not left:
        return (), (), []
    held = "、".join(_titled(post.title, post.is_head) for post in own)
    then = "、".join(_titled(title, head) for title, head in wanted.items())
    return taken, left, [Change(Column.POST.head, held or "无", then or "无")]


def titles_of(row: Row) -> tuple[str, ...] | None:
    """The posts a row names; who is said to lead the unit and has no post named leads it by that name."""
    return (Column.HEAD.head,) if row.head and not row.posts else row.posts


def _titled(title: str, is_head: bool) -> str:
    return f"{title}（主要负责人）" if is_head and title != Column.HEAD.head else title


def _day(day: date | None) -> str:
    return day.isoformat() if day else "未登记"


def _yes(value: bool) -> str:
    return "是" if value else "否"
