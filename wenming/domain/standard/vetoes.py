"""The negative list: what shuts a body out whatever its score; kept as said and never scored."""

import re
from collections.abc import Sequence

from .codes import whole_code
from .figures import NUMBER, number
from .nodes import Veto
from .raw import Raw
from .source import Row
from .wording import even, tidy

_LIST = re.compile(
    r"负面清单|一票否决|否决(?:项|事项|指标|条件|情形)|(?:不得|不能|不予|取消)[^。；]{0,12}(?:申报|推荐|参评|评选|评为|命名|资格)"
    r"|(?:下列|以下)(?:情形|情况|行为|问题)之一"
)
_BACK = re.compile(rf"(?:近|前|过去|最近|上)?(?P<count>{NUMBER})(?P<unit>个月|年)(?:之?内|以内|来|度内)")
_BEFORE = re.compile(rf"(?:近|申报前|前|过去|最近)(?P<count>{NUMBER})(?P<unit>个月|年)")
_SINCE = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?:以来|起|以后|之后)")
_SUBJECT = re.compile(r"主要负责人|领导班子(?:成员)?|班子成员|单位员工|干部职工|员工|职工|单位")
_CERTIFIED = re.compile(r"(?:由|经)(?P<who>[^，。；]{2,16}?)(?:认定|证明|出具|确认)")


def is_veto_list(text: str) -> bool:
    return bool(_LIST.search(even(text)))


def taken_out(lines: list[Raw]) -> tuple[list[Raw], list[Veto]]:
    """The lines without the lists of vetoes among them, and those vetoes in order. Lists that are scored stay lines."""
    vetoes: list[Veto] = []
    roots = _kept(lines, vetoes)
    waiting = list(reversed(roots))
    while waiting:
        one = waiting.pop()
        one.children = _kept(one.children, vetoes)
        waiting += reversed(one.children)
    return roots, vetoes


def _kept(lines: list[Raw], vetoes: list[Veto]) -> list[Raw]:
    kept = []
    for one in lines:
        if is_veto_list(one.text) and not _is_scored(one):
            vetoes += _vetoes(one)
        else:
            kept.append(one)
    return kept


def _is_scored(one: Raw) -> bool:
    waiting = [one]
    while waiting:
        line = waiting.pop()
        if line.score.strip(" 0.分-—/") or re.search(r"[扣得加]\d", even(line.text)):
            return True
        waiting += line.children
    return False


def _vetoes(heading: Raw) -> list[Veto]:
    months, since = _look_back(heading.text)
    said = ["：".join((one.text, *one.requirement)) for one in heading.children] + heading.requirement
    if not said:
        return [veto_of(heading.text)]
    return [veto_of(text, months, since) for text in said]


def veto_of(text: str, months: int = 0, since: str = "") -> Veto:
    """``months`` and ``since`` hold where the line itself says nothing."""
    own_months, own_since = _look_back(text)
    said = even(text)
    subject, certified = _SUBJECT.search(said), _CERTIFIED.search(said)
    return Veto(
        tidy(text),
        own_months or (0 if own_since else months),
        own_since or ("" if own_months else since),
        subject.group() if subject else "",
        certified["who"] if certified else "",
    )


def vetoes_of_rows(rows: Sequence[Row]) -> list[Veto]:
    """A table of vetoes: the words of each row but its number; its head is no veto."""
    found = []
    for at, row in enumerate(rows):
        texts = [row.cell(one) for one in row.filled() if whole_code(row.cell(one)) is None]
        is_title = at < 3 and (len(row.filled()) == 1 or all(len(text) <= 6 for text in texts))
        if texts and not is_title:
            found.append(veto_of("，".join(texts)))
    return found


def _look_back(text: str) -> tuple[int, str]:
    said = even(text)
    if since := _SINCE.search(said):
        return 0, f"{since['year']}-{int(since['month']):02d}-{int(since['day'] or 1):02d}"
    found = _BACK.search(said) or _BEFORE.search(said)
    count = number(found["count"]) if found else None
    if found is None or count is None or count > 600:
        return 0, ""
    return int(count * (1 if found["unit"] == "个月" else 12)), ""
