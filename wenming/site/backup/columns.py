"""Values of columns as JSON and back, the same for SQLite and PostgreSQL.

What is written is what the column holds, never what a model's field makes of it: a ciphertext stays a ciphertext.
"""

import base64
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col

Convert = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Codec:
    """``field`` is the plain field that speaks the database's own way of this kind of column."""

    field: models.Field
    to_json: Convert = _same
    from_json: Convert = _same


_WHOLE = Codec(models.BigIntegerField())
_TEXT = Codec(models.TextField(), str)
CODECS: dict[str, Codec] = {
    **dict.fromkeys(
        ["AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
         "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"], _WHOLE),
    **dict.fromkeys(
        ["CharField", "TextField", "SlugField", "FileField", "FilePathField", "GenericIPAddressField"], _TEXT),
    "BooleanField": Codec(models.BooleanField(), bool),
    "FloatField": Codec(models.FloatField()),
    "DecimalField": Codec(models.DecimalField(max_digits=40, decimal_places=10), str, Decimal),
    "DateTimeField": Codec(models.DateTimeField(), datetime.isoformat, datetime.fromisoformat),
    "DateField": Codec(models.DateField(), date.isoformat, date.fromisoformat),
    "TimeField": Codec(models.TimeField(), time.isoformat, time.fromisoformat),
    "DurationField": Codec(models.DurationField(), lambda value: value / timedelta(microseconds=1),
                           lambda value: timedelta(microseconds=value)),
    "UUIDField": Codec(models.UUIDField(), str, UUID),
    "JSONField": Codec(models.TextField(), str),  # both databases hand out its text, and take it
    "BinaryField": Codec(models.BinaryField(), lambda value: base64.b64encode(value).decode("ascii"),
                         base64.b64decode),
}


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` is Django's internal type; a column of an unknown kind cannot be backed up (KeyError)."""

    name: str
    kind: str

    @property
    def codec(self) -> Codec:
        return CODECS[self.kind]


def columns_of(model: type[models.Model]) -> list[Column]:
    return [Column(field.column, _kind_of(field)) for field in model._meta.local_concrete_fields]


def _kind_of(field: models.Field) -> str:
    while field.is_relation:
        field = field.target_field
    return field.get_internal_type()


def readers(connection: BaseDatabaseWrapper, columns: list[Column]) -> list[Convert]:
    """For each column the way from what the driver hands out to JSON; None stays None."""
    return [_reader(connection, column.codec) for column in columns]


def _reader(connection: BaseDatabaseWrapper, codec: Codec) -> Convert:
    expression = Col("t", codec.field)
    converters = connection.ops.get_db_converters(expression)

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, connection)
        return None if value is None else codec.to_json(value)

    return read


def writers(connection: BaseDatabaseWrapper, columns: list[Column]) -> list[Convert]:
    """For each column the way from JSON to what the driver takes."""
    return [_writer(connection, column.codec) for column in columns]


def _writer(connection: BaseDatabaseWrapper, codec: Codec) -> Convert:
    def write(value: Any) -> Any:
        if value is None:
            return None
        return codec.field.get_db_prep_save(codec.from_json(value), connection)

    return write


def as_json(columns: list[Column]) -> list[dict[str, str]]:
    return [asdict(column) for column in columns]
