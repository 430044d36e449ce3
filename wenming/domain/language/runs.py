"""A text cut into runs: Chinese characters that stand together, and words or numbers of other scripts.

Full and half width are one, capital and small letters too. Every step is linear in the text.
"""

import re
import unicodedata

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+")
_HAN = re.compile(rf"[{HAN}]")
LONGEST_WORD = 64
"""A longer run without a break is no word anybody types; its beginning stands for it."""


class _Folds(dict[int, str]):
    """How one character is read, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = unicodedata.normalize("NFKC", chr(code)).lower()
        return folded


_FOLDS = _Folds()


def folded(text: str) -> str:
    """Half width, small letters, one form of each character; a character may become several."""
    return text.translate(_FOLDS)


def runs(text: str) -> list[str]:
    """The runs of a text, folded, in their order; what lies between them is left out."""
    return [run if is_han(run) else run[:LONGEST_WORD] for run in _RUN.findall(folded(text))]


def is_han(run: str) -> bool:
    return bool(_HAN.match(run))


def joined_lines(text: str) -> str:
    """Lines that a page broke inside a Chinese sentence are one again."""
    return re.sub(rf"(?<=[{HAN}])[ \t]*\r?\n[ \t]*(?=[{HAN}])", "", text)
