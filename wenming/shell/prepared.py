"""Queries whose SQL is worked out once a process and not anew for every request.

Django spells a query out each time it runs, which costs several times what SQLite takes to answer. Most of ours only
differ in a few values; ``prepared`` spells such a query once, with marks in the place of the values. Rows are read, and
turned into models, tuples or single values, by Django as ever: nothing that was read is kept.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler

from .converting import Column, converter_of

P = ParamSpec("P")
Row = TypeVar("Row")
_FIRST, _SMALL, _FIRST_LARGE = 30_001, 2_700, 2_000_000_001
"""Stands for the first number: so many fit PostgreSQL's smallest column, which turns away what is larger; the others,
of long lists of ids, are large. No constant of ours is any of them."""
_spelling = threading.Lock()


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Make of a function that builds a queryset from its arguments one that answers with the rows.

    Arguments given by place are numbers, words, days or moments, never None; each goes into the query as it is, and
    ``build`` decides nothing by it. They may stand in tuples, named ones too: how long such a tuple is, and which of
    its places hold None, True or False, decides how the query reads. So does what is given by name. Each of these
    forms is spelled once. Raises TypeError where a value does not come out in the SQL as it went in. Nothing may be
    prefetched.
    """
    spelled: dict[tuple[Any, ...], _Spelled] = {}

    @wraps(build)
    def rows(*values: P.args, **chosen: P.kwargs) -> list[Row]:
        key = (_form(values), *chosen.items())
        if key not in spelled:
            with _spelling:
                marks: list[Any] = []
                marked = [_marked(one, marks) for one in values]
                spelled[key] = _Spelled(build(*marked, **chosen), marks)  # type: ignore[call-arg]
        return spelled[key].rows(_plain(values))

    return rows


_FIXED_TYPES = (bool, type(None))
"""What decides how a query reads where it stands in a tuple."""
_BARE = {int, str}
"""What goes to the database as it is. Ids come by the dozen, so that these are not looked at one by one."""


def _form(value: Any) -> Any:
    """All of an argument but its values."""
    if not isinstance(value, tuple):
        return type(value)
    kinds = tuple(map(type, value))
    if _BARE.issuperset(kinds):
        return type(value), *kinds
    return type(value), *[one if type(one) in _FIXED_TYPES else _form(one) for one in value]


def _marked(value: Any, marks: list[Any]) -> Any:
    """The argument with marks, which are added to ``marks``, in the place of its values."""
    if isinstance(value, tuple):
        inside = [one if type(one) in _FIXED_TYPES else _marked(one, marks) for one in value]
        return type(value)(*inside) if hasattr(value, "_fields") else tuple(inside)
    marks.append(_mark(type(value), len(marks)))
    return marks[-1]


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    """The values alone, in their order."""
    if _BARE.issuperset(map(type, values)):
        return values
    plain: list[Any] = []
    for one in values:
        if isinstance(one, tuple):
            plain += _plain(one)
        elif type(one) not in _FIXED_TYPES:
            plain.append(one)
    return plain


def first(rows: Sequence[Row]) -> Row | None:
    """The first row, or None."""
    return rows[0] if rows else None


def padded(ids: Sequence[int]) -> list[int]:
    """The ids (at least one) with the first repeated up to a power of two: a query over them takes few spellings."""
    return [*ids, *ids[:1] * ((1 << (len(ids) - 1).bit_length()) - len(ids))]


def _mark(kind: type, place: int) -> Any:
    if kind is int:
        return (_FIRST if place < _SMALL else _FIRST_LARGE) + place
    if kind is date:
        return date.min + timedelta(days=place)
    if kind is datetime:
        return datetime.min.replace(tzinfo=UTC) + timedelta(days=place)
    if issubclass(kind, str):
        return f"\0{place}"
    raise TypeError(f"a prepared query takes no {kind.__name__}")


class _Spelled:
    """One query in the SQL of the database in use."""

    def __init__(self, queryset: QuerySet[Any, Any], marks: Sequence[Any]) -> None:
        self._alias = queryset.db
        self._iterable = queryset._iterable_class  # type: ignore[attr-defined]  # noqa: SLF001  model, tuple or value
        self._fields = queryset._fields  # type: ignore[attr-defined]
        self._compiler: SQLCompiler = queryset.query.get_compiler(using=self._alias)
        self.sql, params = self._compiler.as_sql()
        converters = self._compiler.get_converters([one for one, *_ in self._compiler.select])
        self.converters = [
            (place, converter_of(one, expression))
            for place, (convert, expression) in converters.items() for one in convert
        ]
        operations = connections[self._alias].ops
        places = {_adapted(mark, operations): place for place, mark in enumerate(marks)}
        self._params = [(places.get(one) if one.__hash__ else None, one) for one in params]
        if {place for place, _ in self._params if place is not None} != set(places.values()):
            raise TypeError("a value of a prepared query does not come out as it went in")

    def rows(self, values: Sequence[Any]) -> list[Any]:
        connection = connections[self._alias]  # each thread has its own
        adapted = [one if type(one) in _BARE else _adapted(one, connection.ops) for one in values]
        params = tuple([one if place is None else adapted[place] for place, one in self._params])
        if self._iterable is ValuesListIterable:
            return list(_Tuples(self, connection, params).results_iter())
        of_models = issubclass(self._iterable, ModelIterable)
        compiler = self._compiler_for(connection, params) if of_models else _Tuples(self, connection, params)
        return list(self._iterable(_Ready(compiler, self._alias, self._fields)))

    def _compiler_for(self, connection: BaseDatabaseWrapper, params: tuple[Any, ...]) -> SQLCompiler:
        """Django's own, which knows its SQL already."""
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_more: (self.sql, params)  # type: ignore[method-assign]
        return compiler


def _adapted(value: Any, operations: BaseDatabaseOperations) -> Any:
    """As Django hands such a value to the database."""
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return str(value) if isinstance(value, str) else value


class _Tuples:
    """What Django's readers of tuples and single values ask of a compiler."""

    def __init__(self, spelled: _Spelled, connection: BaseDatabaseWrapper, params: tuple[Any, ...]) -> None:
        self._spelled, self._connection, self._params = spelled, connection, params

    def results_iter(self, **_more: Any) -> Iterator[Sequence[Any]]:
        with self._connection.cursor() as cursor:
            cursor.execute(self._spelled.sql, self._params)
            found = cursor.fetchall()
        return self._converted(found) if found and self._spelled.converters else iter(found)

    def _converted(self, found: list[Any]) -> Iterator[Sequence[Any]]:
        columns: list[Column] = list(zip(*found, strict=True))
        for place, converter in self._spelled.converters:
            columns[place] = converter(columns[place], self._connection)
        return zip(*columns, strict=True)


class _Ready:
    """What Django's readers of rows ask of a queryset and of its query."""

    def __init__(self, compiler: SQLCompiler | _Tuples, alias: str, fields: Sequence[str] | None) -> None:
        self.db, self.query, self._fields, self._compiler = alias, self, fields, compiler
        self._known_related_objects: dict[Any, Any] = {}

    def get_compiler(self, *_args: Any, **_more: Any) -> SQLCompiler | _Tuples:
        return self._compiler
