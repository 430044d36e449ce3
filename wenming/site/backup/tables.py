"""Rows out and rows in, table by table; read in one snapshot, so that a running product does not disturb it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .columns import Column, columns_of, readers, writers

LEFT_OUT = {"django_session", "jobs_signoflife"}
"""Nobody shall be signed in by a restore, and signs of life are no memories."""
CHUNK = 2000
Row = list[Any]


def tables() -> dict[str, list[Column]]:
    """Every table of the product with its columns, by name."""
    found = {
        model._meta.db_table: columns_of(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {name: found[name] for name in sorted(found) if name not in LEFT_OUT}


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees one moment of the database and keeps no writer waiting."""
    connection = connections.create_connection("default")
    begin = {
        "sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    }[connection.vendor]
    try:
        with connection.cursor() as cursor:
            cursor.execute(begin)
        yield connection
    finally:
        connection.close()


def rows_of(connection: BaseDatabaseWrapper, table: str, columns: list[Column]) -> Iterator[Row]:
    """Every row of the table by its first column (the key), as JSON values."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in columns)
    ways = readers(connection, columns)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table)} ORDER BY {quote(columns[0].name)}")  # noqa: S608
        while chunk := cursor.fetchmany(CHUNK):
            for row in chunk:
                yield [way(value) for way, value in zip(ways, row, strict=True)]


def insert(connection: BaseDatabaseWrapper, table: str, columns: list[Column], rows: Iterable[Row]) -> int:
    """Write rows as they are, keys included; returns how many."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in columns)
    sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608
    ways, count, chunk = writers(connection, columns), 0, []
    with connection.cursor() as cursor:
        for row in rows:
            chunk.append([way(value) for way, value in zip(ways, row, strict=True)])
            if len(chunk) == CHUNK:
                cursor.executemany(sql, chunk)
                count, chunk = count + len(chunk), []
        if chunk:
            cursor.executemany(sql, chunk)
    return count + len(chunk)


def as_line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def last_number(connection: BaseDatabaseWrapper, table: str) -> int:
    """The greatest key ever given out, also to rows that are gone: a key is never given twice. 0 without counter."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            counter = _counter(connection, table)
            if counter is None:
                return 0
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {counter}")  # noqa: S608
        found = cursor.fetchone()
    return found[0] if found else 0


def set_last_number(connection: BaseDatabaseWrapper, table: str, number: int) -> None:
    """Let the next key of the table be greater than ``number``."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        elif counter := _counter(connection, table):
            cursor.execute("SELECT setval(%s, %s, %s)", [counter, number, True])


def _counter(connection: BaseDatabaseWrapper, table: str) -> str | None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_sequences(cursor, table)
    return connection.ops.quote_name(found[0]["name"]) if found else None


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """No table of ours holds a row; what ``migrate`` itself writes does not count."""
    quote, there = connection.ops.quote_name, set(connection.introspection.table_names())
    filled_by_migrate = {"django_content_type", "auth_permission"}
    with connection.cursor() as cursor:
        for table in sorted(there & set(tables()) - filled_by_migrate):
            cursor.execute(f"SELECT 1 FROM {quote(table)} LIMIT 1")  # noqa: S608
            if cursor.fetchone():
                return False
    return True


def drop(connection: BaseDatabaseWrapper, names: Iterable[str]) -> None:
    """Take tables out of the database, with all they hold."""
    there = set(connection.introspection.table_names())
    gone = _indexes_of_words(connection) + sorted(there & {*names, *tables(), *LEFT_OUT, "django_migrations"})
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name in gone:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{cascade}")


def _indexes_of_words(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables SQLite searches in: no model stands behind them, and the migrations make them again."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'", [])
        return [name for (name,) in cursor.fetchall()]
