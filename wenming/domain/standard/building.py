"""From laid-out lines to the tree: names, scores, rules, material out of words; codes by place where none stand."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from .accruals import cap_of
from .calendars import in_months
from .figures import shown
from .findings import Finding, FindingKind
from .lists import is_several
from .materials import bracketed, handed_in, noted, slots_of, without_tokens
from .methods import methods_of
from .nodes import UNSCORED, Node, Slot
from .points import Named, is_blank, named, points_of
from .raw import Raw
from .rules import Accrual, Judged, Rule
from .sentences import is_reporting, rule_of
from .stated import stated_rule, stated_slots
from .states import by_cells
from .wording import decoded, even, has_entities, tidy

DEEPEST, _WORDS = 60, 600
_LOCAL = ("digit", "digit_bracket", "digit_half", "han_bracket", "circle", "han", "ordinal", "roman")
_BONUS = ("加分", "附加", "特色指标", "特色项", "奖励分", "奖励项", "额外")


@dataclass(slots=True)
class Built:
    """``printed`` are the lines whose code stood in the file; ``scores`` what text and field say, by line."""

    nodes: tuple[Node, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    printed: set[int] = field(default_factory=set)
    scores: dict[int, tuple[Fraction | None, Fraction | None]] = field(default_factory=dict)


@dataclass(slots=True)
class _Place:
    """A line on its way: ``path`` is its code as its children's places build on it, ``words`` and ``worth`` what its
    children hear of it. ``reported``: points come by reporting, as a heading above says."""

    raw: Raw
    code: str
    path: str
    depth: int
    bonus: bool
    reported: bool
    above: "_Place | None"
    words: str = ""
    worth: Fraction | None = None
    made: list[Node] = field(default_factory=list)


def build(lines: list[Raw]) -> Built:
    """No recursion: a line is made once all below it are."""
    built = Built()
    roots: list[Node] = []
    for number, raw in enumerate(lines, start=1):
        waiting: list[tuple[_Place, list[Node], bool]] = [(_placed(raw, number, None), roots, False)]
        while waiting:
            place, goal, below_done = waiting.pop()
            if below_done or not place.raw.children:
                goal.append(_node(place, built))
                continue
            waiting.append((place, goal, True))
            if place.depth >= DEEPEST:
                said = f"层次超过 {DEEPEST} 层，以下没有读入"
                built.findings.append(Finding(FindingKind.UNREADABLE_ROW, place.code, said, place.raw.row))
                continue
            below = [
                (_placed(child, at, place), place.made, False) for at, child in enumerate(place.raw.children, start=1)
            ]
            waiting += reversed(below)
    built.nodes = tuple(roots)
    return built


def _placed(raw: Raw, number: int, above: _Place | None) -> _Place:
    code = raw.code or (f"{above.path}.{number}" if above else str(number))
    local = raw.code and above is not None and (raw.style is None or raw.style[0] in _LOCAL) and "." not in raw.code
    path = f"{above.path}.{raw.code}" if local and above else code
    bonus = (above.bonus if above else False) or any(word in raw.text[:12] for word in _BONUS)
    reported = (above.reported if above else False) or is_reporting(raw.text)
    place = _Place(raw, code, path, above.depth + 1 if above else 1, bonus, reported, above)
    if raw.children:
        place.words = " ".join((raw.text, *raw.requirement))[:_WORDS]
        place.worth = _read_score(raw)
    return place


def _node(place: _Place, built: Built) -> Node:
    raw = place.raw
    said = named(without_tokens(raw.text))
    score = _score(place, said, built)
    full = "；".join(tidy(part) for part in (raw.text, *raw.requirement) if part.strip())
    rule: Rule = UNSCORED if place.made else _rule(place, said, score, built)
    node = Node(
        place.code,
        said.name,
        score,
        rule,
        full if full != said.name else "",
        _methods(raw),
        _slots(raw, full),
        tuple(place.made),
        _cap(raw, full, leaf=not place.made),
        points_of(raw.weight.rstrip("%")),
        place.bonus,
        row=raw.row,
    )
    if raw.printed:
        built.printed.add(id(node))
    built.scores[id(node)] = (_text_score(raw, said), points_of(raw.score))
    if has_entities(" ".join((raw.text, *raw.requirement, *raw.materials))):
        _doubt(built, FindingKind.OTHER, place, "文字里有网页转义符（如 &ldquo;），已换成所指的字符")
    return node


def _doubt(built: Built, kind: FindingKind, place: _Place, message: str) -> None:
    built.findings.append(Finding(kind, place.code, message, place.raw.row))


def _text_score(raw: Raw, said: Named) -> Fraction | None:
    if said.points is not None or not raw.requirement:
        return said.points
    told = [points for text in raw.requirement if (points := named(text).points) is not None]
    return told[0] if len(told) == 1 else None


def _read_score(raw: Raw) -> Fraction | None:
    text = _text_score(raw, named(without_tokens(raw.text)))
    return points_of(raw.score) if text is None else text


def _score(place: _Place, said: Named, built: Built) -> Fraction | None:
    """Where text and field disagree the printed sentence is kept, and the disagreement is a finding."""
    raw = place.raw
    text, own = _text_score(raw, said), points_of(raw.score)
    if own is None and raw.score and not is_blank(raw.score):
        _doubt(built, FindingKind.UNREADABLE_ROW, place, f"分值一栏写的是“{tidy(raw.score)[:40]}”，读不出分数")
    if text is not None and own is not None and text != own:
        _doubt(
            built,
            FindingKind.TEXT_FIELD_MISMATCH,
            place,
            f"正文写 {shown(text)} 分，分值一栏是 {shown(own)}，按正文读入，请核对",
        )
    return own if text is None else text


def _rule(place: _Place, said: Named, score: Fraction | None, built: Built) -> Rule:
    raw = place.raw
    if raw.rule is not None:
        found = stated_rule(raw.rule)
        if found is not None:
            return found
        _doubt(built, FindingKind.OTHER, place, "写明的规则缺数值或种类不认识，按正文重新读")
    if raw.states and (rule := by_cells([(share, even(text)) for share, text in raw.states])):
        return rule
    monthly = in_months(raw.period, even(raw.text), score) if raw.period else None
    if monthly and raw.monthly:
        return monthly
    words, worth = (place.above.words, place.above.worth) if place.above else ("", None)
    told = rule_of("；".join((_sentence(raw, said), *raw.requirement)), points=score, around=words, stake=worth)
    for kind, message in told.doubts:
        _doubt(built, kind, place, message)
    if not told.doubts and any(is_several(text) for text in raw.requirement):
        _doubt(built, FindingKind.OTHER, place, "一条里有几项要求，规则只读出一种，请人工拆开")
    if not isinstance(told.rule, Judged):
        return told.rule
    return monthly or (Accrual() if place.reported else told.rule)


def _sentence(raw: Raw, said: Named) -> str:
    """The line's words without its own score, which is no figure of its rule."""
    if said.points is None:
        return decoded(raw.text)
    return said.name if said.rest in ("", said.name) else f"{said.name}。{said.rest}"


def _methods(raw: Raw) -> tuple[str, ...]:
    found = [method for text in raw.methods for method in methods_of(text)]
    return tuple(dict.fromkeys(found))


def _slots(raw: Raw, full: str) -> tuple[Slot, ...]:
    if raw.evidence is not None:
        return stated_slots(raw.evidence)
    told = [*raw.materials, *(text.partition("：")[2] for text in raw.methods if "：" in text)]
    found = tuple(slot for text in told for slot in slots_of(text)) + bracketed(full)
    if found:
        return tuple(replace(slot, group=raw.group) for slot in found) if raw.group else found
    return tuple(slot for text in raw.remarks for slot in noted(text)) or (() if raw.children else handed_in(full))


def _cap(raw: Raw, full: str, *, leaf: bool) -> Fraction | None:
    stated = points_of(raw.cap)
    return stated if stated is not None or leaf else cap_of(even(full))
