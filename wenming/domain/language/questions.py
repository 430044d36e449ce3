"""What somebody typed into a search box: words that must all be there, and in quotation marks a phrase as it stands."""

import re
from typing import NamedTuple

from .runs import is_han, runs
from .words import mark_of, pairs

MOST_TERMS = 8
_PIECES = re.compile(r"[\"“”„「『]([^\"“”„「」『』]*)[\"“”„」』]|([^\s\"“”„「」『』]+)")


class Term(NamedTuple):
    """Runs that stand side by side."""

    runs: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether its last word need only begin one of the text: a lone character, a number or a word of letters."""
        last = self.runs[-1]
        return not is_han(last) or len(last) == 1

    def words(self, body: int) -> list[str]:
        """Its words in their order, as ``words_of`` writes them for ``body``."""
        mark = mark_of(body)
        *before, last = self.runs
        found = [word for run in before for word in (pairs(run, ends=True) if is_han(run) else [run])]
        found += pairs(last, ends=False) if is_han(last) and len(last) > 1 else [last]
        return [mark + word for word in found]


def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of a question, each once, the first MOST_TERMS of them; none where nothing in it can be looked for."""
    found: dict[Term, None] = {}
    for quoted, plain in _PIECES.findall(text):
        for part in [quoted] if quoted else re.split(r"[\W_]+", plain):
            pieces = tuple(runs(part))
            if pieces:
                found[Term(pieces)] = None
    return tuple(found)[:MOST_TERMS]
