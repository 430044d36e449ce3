"""How alike two texts are, and what a person must see of the difference between them."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

LONGEST = 4000
"""Characters up to which two texts are compared sign by sign; the time for longer ones grows with the square."""
_SIGNS = re.compile(r"[0-9.]+|.", re.DOTALL)
"""A figure counts as one sign: of 95 and 98 it is not the 5 that changed."""
_ISLAND = 2
"""A run kept between two changes is read as changed too where it is shorter: single signs alike mean nothing."""


class RunKind(StrEnum):
    KEPT = "kept"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters both texts have, or only the former, or only the later."""

    kind: RunKind
    text: str


def bare(text: str) -> str:
    """Letters, figures and signs that count: without spaces and marks."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "%≥≤=")


def pairs_of_signs(text: str) -> frozenset[str]:
    """Every two neighbouring signs of a text; what two texts share of them tells whether they say the same."""
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(max(len(plain) - 1, 1)) if plain)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 (nothing shared) to 1, of two texts by their pairs of signs (Dice's coefficient)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def share_held(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of ``part`` stands in ``whole``, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def marked_difference(before: str, after: str) -> tuple[Run, ...]:
    """Both texts as one, what went and what came marked; joined again, kept and gone give ``before``."""
    if len(before) + len(after) > 2 * LONGEST:
        return tuple(Run(kind, text) for kind, text in ((RunKind.GONE, before), (RunKind.CAME, after)) if text)
    runs: list[tuple[str, str]] = []  # (gone, came), equal where kept
    kept: list[bool] = []
    old, new = _SIGNS.findall(before), _SIGNS.findall(after)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        stays = tag == "equal" and (end - start > _ISLAND or start == 0 or end == len(old))
        pair = ("".join(old[start:end]), "".join(new[new_start:new_end]))
        if kept and not stays and not kept[-1]:
            runs[-1] = (runs[-1][0] + pair[0], runs[-1][1] + pair[1])
        else:
            runs.append(pair)
            kept.append(stays)
    return tuple(run for pair, stays in zip(runs, kept, strict=True) for run in _runs(pair, stays=stays))


def _runs(pair: tuple[str, str], *, stays: bool) -> list[Run]:
    if stays:
        return [Run(RunKind.KEPT, pair[0])]
    return [Run(kind, text) for kind, text in zip((RunKind.GONE, RunKind.CAME), pair, strict=True) if text]
