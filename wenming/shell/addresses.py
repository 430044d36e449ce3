"""Addresses of named views, for pages that hold hundreds of them.

``django.urls.reverse`` works each one out anew. A view's address only differs in the numbers within it, so its shape is
worked out once a process; what is not all numbers goes the ordinary way.
"""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

_MARK = 7_000_000_000_000_000_001
"""Stands for the numbers while the shape is worked out; no row is ever numbered so high."""


def address(name: str, *args: Any, query: dict[str, Any] | None = None) -> str:
    """The address of the view ``name``; query values that are empty are left out. Raises NoReverseMatch."""
    numbers = all(type(one) is int for one in args)
    path = _shape(name, len(args)) % args if numbers else reverse(name, args=args)
    given = {key: value for key, value in query.items() if value not in (None, "")} if query else None
    return f"{path}?{urlencode(given)}" if given else path


@cache
def _shape(name: str, count: int) -> str:
    """The path with %d in the place of each number, in the order of the arguments."""
    marks = [_MARK + at for at in range(count)]
    path = reverse(name, args=marks).replace("%", "%%")
    for mark in marks:
        path = path.replace(str(mark), "%d", 1)
    return path
