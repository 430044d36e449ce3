"""Who is counted as what: the populations that targets take their denominators from."""

from dataclasses import dataclass

from .values import IN_SERVICE, Status


@dataclass(frozen=True, slots=True)
class Population:
    """``names`` are how plans and statistics call it; ``who`` says to a reader who is in it.

    ``statuses`` and, where not None, membership of the party and a place in the leadership decide; nothing else does.
    """

    code: str
    label: str
    who: str
    statuses: tuple[Status, ...]
    party: bool | None = None
    leadership: bool | None = None
    names: tuple[str, ...] = ()


POPULATIONS = (
    Population("staff", "在职职工", "在岗、借调在外、长期休假的人，离退休的不算", IN_SERVICE,
               names=("职工总人数", "员工总人数", "职工总数", "员工总数", "在职职工", "在职人员", "在职人数",
                      "干部职工", "干部职工总数", "单位总人数", "在册人数", "在编人数", "总人数")),
    Population("on_post", "在岗人员", "状态为在岗的人", (Status.ON_POST,),
               names=("在岗人数", "在岗职工", "在岗人员")),
    Population("party", "在职党员", "在职职工中的中共党员，预备党员算在内，离退休党员不算", IN_SERVICE, party=True,
               names=("党员总数", "党员总人数", "党员人数", "在职党员", "在职党员总数", "全体党员", "党员")),
    Population("leadership", "领导班子", "在职职工中登记为班子成员的人", IN_SERVICE, leadership=True,
               names=("领导班子", "班子成员", "领导班子成员", "领导班子人数", "领导干部")),
    Population("retired", "离退休人员", "状态为离退休的人", (Status.RETIRED,),
               names=("离退休人员", "离退休人数", "离退休干部", "退休人员", "离退休干部职工")),
)
BY_CODE = {one.code: one for one in POPULATIONS}
_BY_NAME = {name: one for one in POPULATIONS for name in (one.label, *one.names)}


def population_named(name: str) -> Population | None:
    """The population a printed name surely means, or None."""
    return _BY_NAME.get("".join(name.split()))


