"""The numbered lines every reader starts from, whatever file they came out of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document.

    ``number`` counts from 1 and includes empty lines. ``page`` counts from 1 where the file knows its pages.
    ``cells`` is set for one row of a real table: one text per grid column, a value merged downwards repeated,
    the columns a merged cell covers to its right empty. ``text`` then holds the cells joined by tabs.
    ``merged`` are the columns, from 0, whose text is only repeated from the row above.
    ``continues`` is set where the file knows its paragraphs: whether the line goes on the one before.
    ``heading`` is set where the file sets a short line apart by its font.
    """

    number: int
    text: str
    page: int | None = None
    cells: tuple[str, ...] | None = None
    continues: bool | None = None
    merged: tuple[int, ...] = ()
    heading: bool = False


def lines_of(text: str) -> list[Line]:
    """Cut plain text into lines at CR LF, LF, CR and the form feed; never at the Unicode separators of prose."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return [Line(number, part) for number, part in enumerate(plain.split("\n"), start=1)]
