"""The total, its parts and the vetoes that the words around a standard declare."""

import re
from collections.abc import Iterable
from fractions import Fraction

from .figures import NUMBER, number
from .nodes import Component
from .wording import even

_TOTAL = re.compile(
    rf"(?:满分|总分值?|共计|合计|总计|分值共|总共|共)(?:为|是|：|设|计)?(?P<a>{NUMBER})分|[（]\s*(?:满分|总分)?(?P<b>\d{{2,4}})分\s*[）]|(?P<c>\d{{3}})分制"
    rf"|(?:实行|采用|采取)?百分制(?P<d>)"
)
_PART = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?:部分)?(?:占|为|共|计|满分)?(?P<points>\d{1,3}(?:\.\d)?)分")
_BONUS = re.compile(r"加分|附加|特色")


def total_of(texts: Iterable[str]) -> Fraction | None:
    """The first total that is said; what is said of bonus points is none."""
    for text in texts:
        for found in _TOTAL.finditer(even(text)):
            if _BONUS.search(found.string[max(0, found.start() - 8) : found.start()]):
                continue
            said = found["a"] or found["b"] or found["c"]
            return number(said) if said else Fraction(100)
    return None


def components_of(texts: Iterable[str], total: Fraction | None) -> tuple[Component, ...]:
    """网上材料50分、实地考察20分…: taken where they make up the total."""
    for text in texts:
        said = _TOTAL.sub("", even(text))
        parts = tuple(Component(one["name"], Fraction(one["points"])) for one in _PART.finditer(said))
        if len(parts) > 1 and total is not None and sum(part.points for part in parts) == total:
            return parts
    return ()
