"""Tracebacks fit for a log: where it happened and what kind, without what people typed.

An exception's own words may quote a form ("invalid literal for int(): '某人'"), so they are kept only where the kind
speaks of the program or the machine, and of a database's words only the first line, which names no values.
"""

import traceback
from types import TracebackType

from jinja2 import TemplateError

OWN_WORDS = (OSError, AttributeError, NameError, ImportError, TypeError, TemplateError, ArithmeticError,
             MemoryError, RecursionError)
OF_DATABASE = {"django.Error", "psycopg.Error", "sqlite3.Error", "django.DatabaseError"}
QUOTING = {"django.DataError", "psycopg.DataError"}
WITHHELD = "（原话可能含有填写的内容，没有记录）"
ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def safe(exc_info: ExcInfo) -> str:
    """The error and what it came from, the first cause first, as Python prints them."""
    parts, error, seen = [], exc_info[1], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}: {_words(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\n".join(reversed(parts))


def _words(error: BaseException) -> str:
    if isinstance(error, OWN_WORDS):
        return str(error)
    lineage = {f"{one.__module__.split('.')[0]}.{one.__name__}" for one in type(error).__mro__}
    if lineage & OF_DATABASE and not lineage & QUOTING:
        said = str(error).strip().splitlines()
        return said[0] if said else ""
    return WITHHELD
