"""Names of units as documents print them: when two names are surely one unit, and when a phrase names everybody.

Nothing here guesses: what is only alike is for a person to decide (``likeness`` orders the suggestions).
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_BLANK = re.compile(r"\s+")
_OWN_BODY = re.compile(r"^(?:本|我)?(?:省|市|州|区|县)?(?:厅|局|委|部|署|院)(?=.{2})")
_SHORTEST = 2

_HEAD = r"(?:本|我|全)?(?:省|市|州|区|县)?(?:厅|局|委|部|署|院)?(?:机关|党组|党委)?"
_KIND = r"(?:处室|科室|部室|股室|室|处|科|部门|单位)"
_BELOW = r"(?:厅|局|委|部)?(?:直属|所属|下属|属)?"
_LINK = r"(?:、|和|及|以及|与|（|\()"
_EVERYONE = re.compile(rf"^{_HEAD}(?:各|全体|所有){_BELOW}{_KIND}(?:{_LINK}各?{_BELOW}{_KIND}[）)]?)*$")
_WHOLE = re.compile(r"单位|部门")


def squeezed(name: str) -> str:
    """The name without blanks (titles are padded: 办 公 室) and with one kind of bracket."""
    return _BLANK.sub("", name).replace("(", "（").replace(")", "）")


def bare_name(name: str, own_names: Iterable[str] = ()) -> str:
    """The name without blanks and without the body's own name before it: 厅团委, 示范省财政厅团委 → 团委.

    ``own_names`` are the full and short names of the body. 机关 stays: 机关党委 and 党委 are two bodies, and so are
    机关党委 and 直属机关党委 unless an alias says otherwise. At least two characters always remain.
    """
    whole = squeezed(name)
    for own in sorted(map(squeezed, own_names), key=len, reverse=True):
        if own and whole.startswith(own) and len(whole) - len(own) >= _SHORTEST:
            return whole[len(own) :]
    return _OWN_BODY.sub("", whole, count=1)


def is_everyone(phrase: str) -> bool:
    """Whether the phrase names every unit of the body: 各处室、单位, 厅机关各处室、单位, 各部门.

    各处室 or 各科室 alone names the divisions and not the institutions beside them, so it is no; neither are
    相关处室、单位 (nobody is named) and 各责任单位 (those named elsewhere).
    """
    whole = squeezed(phrase)
    return bool(_EVERYONE.match(whole)) and bool(_WHOLE.search(whole))


def likeness(one: str, other: str) -> float:
    """How alike two names look, 0 to 1; for ordering suggestions, never for a decision."""
    return SequenceMatcher(None, bare_name(one), bare_name(other), autojunk=False).ratio()
