"""What a database gave turned into Python's values, a column at a time.

Django turns each value by itself and asks its settings anew for each moment. SQLite has made days of most days and
moments of most moments before that; such a column is only looked over.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from types import NoneType
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Column = Sequence[Any]
Converter = Callable[[Column, BaseDatabaseWrapper], Column]


def converter_of(convert: Any, expression: Any) -> Converter:
    """``convert``, which Django would call for each value, for whole columns."""

    def each(column: Column, connection: BaseDatabaseWrapper) -> Column:
        return [convert(one, expression, connection) for one in column]

    def days(column: Column, connection: BaseDatabaseWrapper) -> Column:
        return column if {date, NoneType}.issuperset(map(type, column)) else each(column, connection)

    def moments(column: Column, connection: BaseDatabaseWrapper) -> Column:
        if not {datetime, NoneType}.issuperset(map(type, column)) or any(one and one.tzinfo for one in column):
            return each(column, connection)
        zone = connection.timezone
        return [one and one.replace(tzinfo=zone) for one in column]

    known = {"convert_datefield_value": days, "convert_datetimefield_value": moments}
    return known.get(getattr(convert, "__name__", ""), each)
