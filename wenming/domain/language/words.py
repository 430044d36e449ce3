"""The words a text is found by. No dictionary: of a run of Chinese characters every two that follow each other.

A run ends in its last character alone, so that every character begins some word and a question of one character is
answered by beginnings. Each word carries its body's number: no body's questions touch another's words.
"""

from collections.abc import Iterable

from .runs import is_han, runs

MOST_BYTES = 800_000
"""Of different words in one piece; PostgreSQL keeps no more than 1 MB of them."""


def words_of(body: int, parts: Iterable[str]) -> str:
    """The words of all ``parts`` with blanks between and around; no phrase runs from one part into the next."""
    mark = mark_of(body)
    found: list[str] = []
    known: set[str] = set()
    size = 0
    for part in parts:
        for run in runs(part):
            for word in pairs(run, ends=True) if is_han(run) else (run,):
                if word not in known:
                    known.add(word)
                    size += len((mark + word).encode())
                    if size > MOST_BYTES:
                        return _spaced(found)
                found.append(mark + word)
        found.append(mark)
    return _spaced(found)


def mark_of(body: int) -> str:
    """Stands before each word of a body."""
    return f"{body}x"


def pairs(run: str, *, ends: bool) -> list[str]:
    """Every two characters that follow each other; with ``ends`` the last one alone as well."""
    found = [run[at : at + 2] for at in range(len(run) - 1)]
    return [*found, run[-1]] if ends else found


def _spaced(words: list[str]) -> str:
    return f" {' '.join(words)} "
