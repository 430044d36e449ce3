"""Who of the roster a row means: by identity number, by staff number, by name in the unit, by a name nobody shares."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .rows import Row
from .values import Status


@dataclass(frozen=True, slots=True)
class OpenPost:
    key: int
    title: str
    unit_id: int
    is_head: bool
    since: date


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the roster as he stands now. ``stands_from`` is when his present state of things began, None unknown.

    ``id_key`` and ``phone_key`` stand for the numbers, which are kept encrypted: equal keys, equal numbers.
    """

    key: int
    name: str
    staff_number: str
    unit_id: int
    unit: str
    status: Status
    since: date | None
    party: bool
    leadership: bool
    stands_from: date | None = None
    id_key: str = ""
    phone_key: str = ""
    posts: tuple[OpenPost, ...] = ()
    has_earlier: bool = False
    """Whether the roster says what he was before his present state."""


@dataclass
class Matcher:
    """``find`` gives the person a row means. A row it cannot place without doubt gets its fault."""

    known: Iterable[Known]
    rows: Iterable[Row]
    _by_id: dict[str, Known] = field(default_factory=dict)
    _by_number: dict[str, Known] = field(default_factory=dict)
    _by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _listed: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        for one in self.known:
            if one.id_key:
                self._by_id[one.id_key] = one
            if one.staff_number:
                self._by_number[one.staff_number] = one
            self._by_name[one.name].append(one)
        for row in self.rows:
            self._listed[row.name] += 1

    def find(self, row: Row, id_key: str, unit_id: int | None) -> tuple[Known | None, bool]:
        """The person, and whether only a name that nobody shares says so (then a person should look)."""
        by_id, by_number = self._by_id.get(id_key) if id_key else None, self._by_number.get(row.staff_number)
        if by_id and by_number and by_id.key != by_number.key:
            row.refuse("工号", f"身份证号是{by_id.name}的，工号是{by_number.name}的", "核对两个号码")
            return None, False
        if by_id:
            return by_id, False
        if by_number:
            if by_number.name != row.name:
                mend = "核对工号；若是改名，先在人员页面改"
                row.refuse("工号", f"工号 {row.staff_number} 在名册里是{by_number.name}", mend)
                return None, False
            if id_key and by_number.id_key:
                row.refuse("身份证号", "与名册里登记的身份证号不同", "核对；若原来登记错了，先在人员页面更正")
                return None, False
            return by_number, False
        return self._by_bare_name(row, id_key, unit_id)

    def _by_bare_name(self, row: Row, id_key: str, unit_id: int | None) -> tuple[Known | None, bool]:
        alike = [one for one in self._by_name.get(row.name, []) if _may_be(one, row, id_key)]
        here = [one for one in alike if one.unit_id == unit_id] if unit_id else alike
        if len(here) > 1:
            row.refuse("姓名", f"名册里这个单位有 {len(here)} 个{row.name}", "补上工号或身份证号")
            return None, False
        if here:
            return here[0], unit_id is None
        if len(alike) == 1 and self._listed[row.name] == 1:
            return alike[0], True
        if alike and not (row.staff_number or id_key):
            row.refuse("姓名", f"名册里别的单位有 {len(alike)} 个{row.name}，看不出是不是同一人", "补上工号或身份证号")
        return None, False


def _may_be(one: Known, row: Row, id_key: str) -> bool:
    """Nothing the row says speaks against its being this person."""
    other_number = row.staff_number and one.staff_number and row.staff_number != one.staff_number
    return not other_number and not (id_key and one.id_key and id_key != one.id_key)
